package io.memshare.serializer;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The types that an attribute may have and may contain, by name. Immutable, safe for use by several threads.
 *
 * <p>Always allowed are value types and collections of the JDK, the types that Spring and Spring Security put into a
 * session, and arrays of primitives, of {@code Object} and of allowed types. The application must allow its own types
 * by package or by name. A few types are dangerous to read and never allowed.
 */
public final class TypeAllowList {

    private static final List<String> PLATFORM = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    private final Set<String> prefixes;
    private final Set<String> names;

    private TypeAllowList(Builder builder) {
        this.prefixes = Set.copyOf(builder.prefixes);
        this.names = Set.copyOf(builder.names);
    }

    /** Returns a builder for a list that has no types of an application yet. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns whether a type is allowed by its name.
     *
     * <p>Classes generated at run time (proxies, lambdas; names with {@code $$}) are never allowed through their
     * package, because another application server has no class of that name.
     *
     * @param className the name in the format of {@link Class#getName()}, array names included; may be any text
     * @return whether values of this type may be written and read
     */
    public boolean allows(String className) {
        String name = JavaTypeNames.elementOf(className);
        if (name.isEmpty()) {
            return !className.isEmpty();
        }
        if (name.equals("java.lang.Object")) {
            return className.startsWith("[");
        }
        return isKnown(name) || isOfApplication(name);
    }

    private static boolean isKnown(String name) {
        return JdkTypes.NAMES.contains(name)
                || FrameworkTypes.NAMES.contains(name)
                || (!name.contains("$$")
                        && FrameworkTypes.PACKAGES.stream().anyMatch(name::startsWith)
                        && DangerousTypes.reason(name) == null);
    }

    /**
     * Returns whether the application allowed a type, by its package or by its name.
     *
     * @param className the name of a class that is not an array; may be any text
     * @return whether the name is among the types and packages passed to the builder
     */
    public boolean isOfApplication(String className) {
        boolean named = names.contains(className) || (!className.contains("$$") && inAllowedPackage(className));
        return named && DangerousTypes.reason(className) == null && !JdkTypes.NAMES.contains(className);
    }

    private boolean inAllowedPackage(String name) {
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            if (prefixes.contains(name.substring(0, dot + 1))) {
                return true;
            }
        }
        return false;
    }

    /** Builds a {@link TypeAllowList}. Not safe for use by several threads. */
    public static final class Builder {

        private final Set<String> prefixes = new LinkedHashSet<>();
        private final Set<String> names = new HashSet<>();

        private Builder() {}

        /**
         * Allows all types of the given packages and their subpackages, except dangerous types.
         *
         * @param packages names such as {@code com.example.shop}
         * @return this builder
         * @throws IllegalArgumentException if a name is not a package name, or is a package of the JDK, whose types can
         *     only be allowed individually
         */
        public Builder allowPackages(Collection<String> packages) {
            for (String name : packages) {
                if (!JavaTypeNames.isQualifiedName(name)) {
                    throw new IllegalArgumentException("'" + name + "' is not the name of a package");
                }
                String prefix = name + ".";
                if (PLATFORM.stream().anyMatch(prefix::startsWith)) {
                    throw new IllegalArgumentException(
                            "the package '" + name + "' belongs to the JDK: allow single types of it by their names");
                }
                prefixes.add(prefix);
            }
            return this;
        }

        /**
         * Allows exactly the given types, without their subclasses and nested classes.
         *
         * @param types names such as {@code com.example.shop.Cart} or {@code com.example.shop.Cart$Item}
         * @return this builder
         * @throws IllegalArgumentException if a name is not a class name, or names a type that is dangerous to read
         */
        public Builder allowTypes(Collection<String> types) {
            for (String name : types) {
                if (!JavaTypeNames.isQualifiedName(name)) {
                    throw new IllegalArgumentException("'" + name + "' is not the name of a type");
                }
                String danger = DangerousTypes.reason(name);
                if (danger != null) {
                    throw new IllegalArgumentException("the type '" + name + "' is never allowed: it " + danger);
                }
                names.add(name);
            }
            return this;
        }

        /** Builds the list. The builder can be used further. */
        public TypeAllowList build() {
            return new TypeAllowList(this);
        }
    }
}
