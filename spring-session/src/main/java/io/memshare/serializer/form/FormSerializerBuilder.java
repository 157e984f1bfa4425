package io.memshare.serializer.form;

import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.SessionTypes;
import io.memshare.serializer.TypeAllowList;
import io.memshare.serializer.json.JsonForm;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds a {@link FormSerializer}. Not safe for use by several threads. */
public final class FormSerializerBuilder {

    private static final String JACKSON = "tools.jackson.core.json.JsonFactory";

    private final TypeAllowList.Builder allowed = TypeAllowList.builder();
    private Serialization serialization = Serialization.AUTO;
    private @Nullable ClassLoader classLoader;

    FormSerializerBuilder() {}

    /**
     * Sets the forms in which values are stored.
     *
     * @param forms the forms; {@link Serialization#AUTO} by default
     * @return this builder
     */
    public FormSerializerBuilder serialization(Serialization forms) {
        this.serialization = Objects.requireNonNull(forms, "forms");
        return this;
    }

    /**
     * Sets the class loader that finds the classes of the application. The default is the context class loader of the
     * thread that calls {@link #build}.
     *
     * @param loader the class loader
     * @return this builder
     */
    public FormSerializerBuilder classLoader(ClassLoader loader) {
        this.classLoader = Objects.requireNonNull(loader, "loader");
        return this;
    }

    /**
     * Allows all types of the given packages, see {@link TypeAllowList.Builder#allowPackages}.
     *
     * @param packages names such as {@code com.example.shop}
     * @return this builder
     * @throws IllegalArgumentException if a name is not a package name, or is a package of the JDK
     */
    public FormSerializerBuilder allowPackages(Collection<String> packages) {
        allowed.allowPackages(packages);
        return this;
    }

    /**
     * Allows individual types, see {@link TypeAllowList.Builder#allowTypes}.
     *
     * @param types names such as {@code com.example.shop.Cart}
     * @return this builder
     * @throws IllegalArgumentException if a name is not a class name, or names a type that is never allowed
     */
    public FormSerializerBuilder allowTypes(Collection<String> types) {
        allowed.allowTypes(types);
        return this;
    }

    /**
     * Builds the serializer.
     *
     * @return the serializer; without Jackson on the class path, it stores every value in the Java form
     * @throws IllegalStateException if the Jackson on the class path is older than 3.1.4
     */
    public FormSerializer build() {
        ClassLoader loader = classLoader;
        if (loader == null) {
            loader = Thread.currentThread().getContextClassLoader();
        }
        if (loader == null) {
            loader = Objects.requireNonNull(AttributeSerializer.class.getClassLoader());
        }
        SessionTypes types = new SessionTypes(loader, allowed.build());
        return new FormSerializer(serialization, types, isPresent(JACKSON, loader) ? new JsonForm(types) : null);
    }

    private static boolean isPresent(String className, ClassLoader loader) {
        try {
            Class.forName(className, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError ex) {
            return false;
        }
    }
}
