package io.memshare.serializer;

import java.util.Collection;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link AttributeSerializer}. Not safe for use by several threads.
 *
 * @param <S> what is built
 */
public final class AttributeSerializerBuilder<S extends AttributeSerializer> {

    private final BiFunction<ClassLoader, TypeAllowList, S> constructor;
    private final TypeAllowList.Builder allowed = TypeAllowList.builder();
    private @Nullable ClassLoader classLoader;

    AttributeSerializerBuilder(BiFunction<ClassLoader, TypeAllowList, S> constructor) {
        this.constructor = constructor;
    }

    /**
     * Sets where classes of the application are looked for; by default the context class loader of the thread that
     * calls {@link #build}.
     *
     * @param loader the class loader
     * @return this
     */
    public AttributeSerializerBuilder<S> classLoader(ClassLoader loader) {
        this.classLoader = Objects.requireNonNull(loader, "loader");
        return this;
    }

    /**
     * Allows all types of packages, see {@link TypeAllowList.Builder#allowPackages}.
     *
     * @param packages names such as {@code com.example.shop}
     * @return this
     * @throws IllegalArgumentException if one is no package name, or of the JDK
     */
    public AttributeSerializerBuilder<S> allowPackages(Collection<String> packages) {
        allowed.allowPackages(packages);
        return this;
    }

    /**
     * Allows single types, see {@link TypeAllowList.Builder#allowTypes}.
     *
     * @param types names such as {@code com.example.shop.Cart}
     * @return this
     * @throws IllegalArgumentException if one is no class name
     */
    public AttributeSerializerBuilder<S> allowTypes(Collection<String> types) {
        allowed.allowTypes(types);
        return this;
    }

    /** Builds the serializer. */
    public S build() {
        ClassLoader loader = classLoader;
        if (loader == null) {
            loader = Thread.currentThread().getContextClassLoader();
        }
        if (loader == null) {
            loader = AttributeSerializer.class.getClassLoader();
        }
        return constructor.apply(Objects.requireNonNull(loader), allowed.build());
    }
}
