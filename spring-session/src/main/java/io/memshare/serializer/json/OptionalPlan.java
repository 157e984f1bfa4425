package io.memshare.serializer.json;

import java.io.IOException;
import java.util.Optional;

/** Stores an optional as a JSON array of at most a single element. */
final class OptionalPlan implements TypePlan {

    @Override
    public void write(Object value, ValueWriter out) throws UnfaithfulException {
        Optional<?> optional = (Optional<?>) value;
        out.enterCopied(value);
        out.json().writeStartArray();
        if (optional.isPresent()) {
            out.value(optional.get());
        }
        out.json().writeEndArray();
        out.leave();
    }

    @Override
    public Object read(ValueReader in) throws IOException {
        in.startArray();
        if (in.isAtEndOfArray()) {
            return Optional.empty();
        }
        in.take(16);
        Object content = in.value();
        if (content == null || !in.isAtEndOfArray()) {
            throw new IOException("an optional does not have exactly 1 value");
        }
        return Optional.of(content);
    }
}
