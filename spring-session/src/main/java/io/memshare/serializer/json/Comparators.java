package io.memshare.serializer.json;

import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JDK comparators that a sorted collection may have, identified by number. */
final class Comparators {

    private static final List<Optional<Comparator<?>>> KNOWN = List.of(
            Optional.empty(),
            Optional.of(Comparator.naturalOrder()),
            Optional.of(Collections.reverseOrder()),
            Optional.of(String.CASE_INSENSITIVE_ORDER));

    private Comparators() {}

    static void write(Object sorted, @Nullable Comparator<?> comparator, ValueWriter out) throws UnfaithfulException {
        for (int number = 0; number < KNOWN.size(); number++) {
            if (KNOWN.get(number).orElse(null) == comparator) {
                out.json().writeNumber(number);
                return;
            }
        }
        throw new UnfaithfulException(sorted.getClass(), "it has a comparator of its own");
    }

    @SuppressWarnings("unchecked")
    static @Nullable Comparator<Object> read(ValueReader in) throws IOException {
        in.next();
        long number = in.integer();
        if (number < 0 || number >= KNOWN.size()) {
            throw new IOException("no such comparator");
        }
        return (Comparator<Object>) KNOWN.get((int) number).orElse(null);
    }
}
