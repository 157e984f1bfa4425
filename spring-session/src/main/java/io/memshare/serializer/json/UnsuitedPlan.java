package io.memshare.serializer.json;

import java.io.IOException;

/**
 * The plan of a class whose objects cannot be restored exactly from their fields.
 *
 * @param type the class
 * @param reason the reason
 */
record UnsuitedPlan(Class<?> type, String reason) implements TypePlan {

    @Override
    public void write(Object value, ValueWriter out) throws UnfaithfulException {
        throw new UnfaithfulException(type, reason);
    }

    @Override
    public Object read(ValueReader in) throws IOException {
        throw new IOException("not stored by fields");
    }
}
