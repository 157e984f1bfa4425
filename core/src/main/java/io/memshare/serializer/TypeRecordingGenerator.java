package io.memshare.serializer;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.util.JsonGeneratorDelegate;

/**
 * Tells which types are written as objects and arrays, also where their type is declared and no type id is written. It
 * refuses numbers that have more digits than the parser takes.
 */
final class TypeRecordingGenerator extends JsonGeneratorDelegate {

    private static final int MOST_DIGITS = StreamReadConstraints.DEFAULT_MAX_NUM_LEN - 20;
    private static final double BITS_PER_DIGIT = Math.log(10) / Math.log(2);

    private final TypesWritten written;
    private final ArrayDeque<Object> open = new ArrayDeque<>();

    TypeRecordingGenerator(JsonGenerator delegate, TypesWritten written) {
        super(delegate, false);
        this.written = written;
    }

    /** The object, map or collection whose parts are being written, or null at the top. */
    @Nullable Object owner() {
        return open.peek();
    }

    private void opens(@Nullable Object value) {
        open.push(value == null ? this : value);
        if (value != null) {
            written.add(StandIn.typeOf(value));
        }
    }

    @Override
    public JsonGenerator writeStartObject() {
        opens(null);
        return super.writeStartObject();
    }

    @Override
    public JsonGenerator writeStartArray() {
        opens(null);
        return super.writeStartArray();
    }

    @Override
    public JsonGenerator writeEndObject() {
        open.poll();
        return super.writeEndObject();
    }

    @Override
    public JsonGenerator writeEndArray() {
        open.poll();
        return super.writeEndArray();
    }

    @Override
    public JsonGenerator writeStartObject(Object value) {
        opens(value);
        return super.writeStartObject(value);
    }

    @Override
    public JsonGenerator writeStartObject(Object value, int size) {
        opens(value);
        return super.writeStartObject(value, size);
    }

    @Override
    public JsonGenerator writeStartArray(Object value) {
        opens(value);
        return super.writeStartArray(value);
    }

    @Override
    public JsonGenerator writeStartArray(Object value, int size) {
        opens(value);
        return super.writeStartArray(value, size);
    }

    @Override
    public JsonGenerator writeNumber(BigInteger value) {
        requireDigits(value.bitLength() / BITS_PER_DIGIT);
        return super.writeNumber(value);
    }

    @Override
    public JsonGenerator writeNumber(BigDecimal value) {
        requireDigits(value.precision());
        return super.writeNumber(value);
    }

    private static void requireDigits(double digits) {
        if (digits > MOST_DIGITS) {
            throw Refusals.refused("a number of more than " + MOST_DIGITS + " digits cannot be read back");
        }
    }
}
