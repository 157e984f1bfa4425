package io.memshare.serializer.json;

import java.io.IOException;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Stores a value as text.
 *
 * @param <T> the type of the value
 * @param type its class
 * @param suits whether a value can be restored exactly
 * @param write returns the text of a value
 * @param read returns the value of a text; throws a runtime exception if the text is invalid
 * @param isImmutable whether values are immutable
 */
record ScalarPlan<T>(
        Class<T> type, Predicate<T> suits, Function<T, String> write, Function<String, T> read, boolean isImmutable)
        implements TypePlan {

    ScalarPlan(Class<T> type, Function<T, String> write, Function<String, T> read) {
        this(type, value -> true, write, read, true);
    }

    ScalarPlan<T> where(Predicate<T> restored) {
        return new ScalarPlan<>(type, restored, write, read, isImmutable);
    }

    ScalarPlan<T> mutable() {
        return new ScalarPlan<>(type, suits, write, read, false);
    }

    @Override
    public void write(Object value, ValueWriter out) throws UnfaithfulException {
        T scalar = type.cast(value);
        if (!suits.test(scalar)) {
            throw new UnfaithfulException(type, "its text does not contain all of the value");
        }
        if (!isImmutable) {
            out.meet(value);
        }
        out.json().writeString(write.apply(scalar));
    }

    @Override
    public Object read(ValueReader in) throws IOException {
        return read.apply(in.string());
    }
}
