package io.memshare.serializer.json;

import java.io.IOException;

/** An array of bytes: a string in base 64. */
final class ByteArrayPlan implements TypePlan {

    @Override
    public void write(Object array, ValueWriter out) throws UnfaithfulException {
        out.meetArray(array);
        out.json().writeBinary((byte[]) array);
        out.leave();
    }

    @Override
    public Object read(ValueReader in) throws IOException {
        return in.binary();
    }
}
