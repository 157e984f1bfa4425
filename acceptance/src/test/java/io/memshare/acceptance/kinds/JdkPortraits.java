package io.memshare.acceptance.kinds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The parts of the JDK's values that refer to others. */
final class JdkPortraits {

    private JdkPortraits() {}

    static boolean has(Object value) {
        return value instanceof AtomicReference<?>
                || value instanceof AtomicReferenceArray<?>
                || value instanceof Optional<?>
                || value instanceof Map.Entry<?, ?>
                || value instanceof Date
                || value.getClass().getName().startsWith("java.util.Collections$ReverseComparator")
                || value.getClass().getName().startsWith("java.util.Comparators$");
    }

    static List<?> parts(Object value) {
        if (value instanceof AtomicReference<?> reference) {
            return Arrays.asList(reference.get());
        } else if (value instanceof AtomicReferenceArray<?> array) {
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < array.length(); i++) {
                elements.add(array.get(i));
            }
            return elements;
        } else if (value instanceof Optional<?> optional) {
            return optional.stream().toList();
        } else if (value instanceof Map.Entry<?, ?> entry) {
            return Arrays.asList(entry.getKey(), entry.getValue());
        } else if (value instanceof Date date) {
            return List.of(date.getTime());
        }
        return List.of(LeafPortraits.ofUnknown(value));
    }
}
