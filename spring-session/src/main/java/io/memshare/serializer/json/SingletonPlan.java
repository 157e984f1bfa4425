package io.memshare.serializer.json;

import java.io.IOException;

/**
 * Stores a bean of the application as a value, and not inside another value: there it was injected, and a copy would
 * take the place of the bean after the next request.
 *
 * @param plan how the bean is stored
 */
record SingletonPlan(TypePlan plan) implements TypePlan {

    @Override
    public void write(Object value, ValueWriter out) throws UnfaithfulException {
        if (out.isInside()) {
            throw UnfaithfulException.ofBean(value);
        }
        plan.write(value, out);
    }

    @Override
    public Object read(ValueReader in) throws IOException {
        return plan.read(in);
    }

    @Override
    public boolean isImmutable() {
        return plan.isImmutable();
    }
}
