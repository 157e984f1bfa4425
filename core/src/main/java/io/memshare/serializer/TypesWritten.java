package io.memshare.serializer;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindContext;

/** Collects, while one value is written, those types in it that have not been seen to be read back yet. */
final class TypesWritten {

    private final Set<Class<?>> verified;
    private final Set<Class<?>> fresh = new LinkedHashSet<>();

    /**
     * @param verified the types that have been read back
     */
    TypesWritten(Set<Class<?>> verified) {
        this.verified = verified;
    }

    static TypesWritten in(DatabindContext context) {
        return context.getAttribute(TypesWritten.class) instanceof TypesWritten written
                ? written
                : new TypesWritten(Set.of());
    }

    void add(@Nullable Class<?> type) {
        if (type != null && !verified.contains(type)) {
            fresh.add(type);
        }
    }

    Set<Class<?>> fresh() {
        return fresh;
    }
}
