package io.memshare.serializer.json;

import java.io.IOException;
import tools.jackson.core.JsonGenerator;

/**
 * Stores primitive values and their wrappers. An integer is read only from a JSON integer, because a number such as
 * {@code 1e9999999} would be expanded.
 */
enum NumberPlan implements TypePlan {
    INTEGER {
        @Override
        public void write(Object value, ValueWriter out) {
            out.json().writeNumber((Integer) value);
        }

        @Override
        public Object read(ValueReader in) throws IOException {
            return Math.toIntExact(in.integer());
        }
    },
    LONG {
        @Override
        public void write(Object value, ValueWriter out) {
            out.json().writeNumber((Long) value);
        }

        @Override
        public Object read(ValueReader in) throws IOException {
            return in.integer();
        }
    },
    SHORT {
        @Override
        public void write(Object value, ValueWriter out) {
            out.json().writeNumber((Short) value);
        }

        @Override
        public Object read(ValueReader in) throws IOException {
            return narrow(in.integer(), Short.MIN_VALUE, Short.MAX_VALUE).shortValue();
        }
    },
    BYTE {
        @Override
        public void write(Object value, ValueWriter out) {
            out.json().writeNumber((Byte) value);
        }

        @Override
        public Object read(ValueReader in) throws IOException {
            return narrow(in.integer(), Byte.MIN_VALUE, Byte.MAX_VALUE).byteValue();
        }
    },
    BOOLEAN {
        @Override
        public void write(Object value, ValueWriter out) {
            out.json().writeBoolean((Boolean) value);
        }

        @Override
        public Object read(ValueReader in) throws IOException {
            return in.bool();
        }
    },
    CHARACTER {
        @Override
        public void write(Object value, ValueWriter out) {
            out.json().writeNumber((int) (Character) value);
        }

        @Override
        public Object read(ValueReader in) throws IOException {
            return (char) narrow(in.integer(), Character.MIN_VALUE, Character.MAX_VALUE)
                    .intValue();
        }
    },
    DOUBLE {
        @Override
        public void write(Object value, ValueWriter out) {
            double number = (Double) value;
            JsonGenerator json = out.json();
            if (Double.isNaN(number) && Double.doubleToRawLongBits(number) != Double.doubleToLongBits(Double.NaN)) {
                json.writeString("0x" + Long.toHexString(Double.doubleToRawLongBits(number)));
            } else {
                json.writeString(Double.toString(number));
            }
        }

        @Override
        public Object read(ValueReader in) throws IOException {
            String text = in.shortString();
            return text.startsWith("0x")
                    ? Double.longBitsToDouble(Long.parseUnsignedLong(text.substring(2), 16))
                    : Double.parseDouble(text);
        }
    },
    FLOAT {
        @Override
        public void write(Object value, ValueWriter out) {
            float number = (Float) value;
            JsonGenerator json = out.json();
            if (Float.isNaN(number) && Float.floatToRawIntBits(number) != Float.floatToIntBits(Float.NaN)) {
                json.writeString("0x" + Integer.toHexString(Float.floatToRawIntBits(number)));
            } else {
                json.writeString(Float.toString(number));
            }
        }

        @Override
        public Object read(ValueReader in) throws IOException {
            String text = in.shortString();
            return text.startsWith("0x")
                    ? Float.intBitsToFloat(Integer.parseUnsignedInt(text.substring(2), 16))
                    : Float.parseFloat(text);
        }
    };

    private static Long narrow(long number, long least, long most) throws IOException {
        if (number < least || number > most) {
            throw new IOException("a number out of range");
        }
        return number;
    }

    @Override
    public boolean isImmutable() {
        return true;
    }
}
