package io.memshare.serializer.json;

import java.lang.annotation.Annotation;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds classes that Spring makes one bean of, by their annotations. Spring is known by names only, as this package
 * does not depend on it.
 */
final class Stereotypes {

    private static final String COMPONENT = "org.springframework.stereotype.Component";
    private static final String SCOPE = "org.springframework.context.annotation.Scope";

    private Stereotypes() {}

    /**
     * Returns whether a class is annotated by a stereotype such as {@code @Service}, and by no scope other than
     * singleton. A bean of another scope, such as a prototype, belongs to the object that it is injected into.
     */
    static boolean isSingleton(Class<?> type) {
        return find(type, COMPONENT, new HashSet<>()).isPresent()
                && find(type, SCOPE, new HashSet<>())
                        .map(Stereotypes::isSingleton)
                        .orElse(true);
    }

    private static boolean isSingleton(Annotation scope) {
        return Stream.of("value", "scopeName")
                .map(name -> text(scope, name))
                .allMatch(Set.of("", "singleton")::contains);
    }

    private static String text(Annotation annotation, String attribute) {
        try {
            return String.valueOf(
                    annotation.annotationType().getMethod(attribute).invoke(annotation));
        } catch (ReflectiveOperationException ex) {
            return "";
        }
    }

    /** Finds an annotation of a class, or of the annotations of the class. */
    private static Optional<Annotation> find(Class<?> annotated, String name, Set<Class<?>> seen) {
        for (Annotation annotation : annotated.getAnnotations()) {
            Class<?> type = annotation.annotationType();
            if (type.getName().equals(name)) {
                return Optional.of(annotation);
            }
            if (!type.getName().startsWith("java.lang.annotation.") && seen.add(type)) {
                Optional<Annotation> above = find(type, name, seen);
                if (above.isPresent()) {
                    return above;
                }
            }
        }
        return Optional.empty();
    }
}
