package io.memshare.serializer.json;

import java.io.IOException;

/** Stores a byte array as a base64 string. */
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
