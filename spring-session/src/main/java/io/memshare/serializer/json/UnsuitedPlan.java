package io.memshare.serializer.json;

import java.io.IOException;

/**
 * A class whose objects are not restored exactly from their fields.
 *
 * @param type the class
 * @param reason why
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
