package io.memshare.serializer.form;

import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.SessionTypes;
import io.memshare.serializer.TypeAllowList;
import io.memshare.serializer.json.JsonForm;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link FormSerializer} needs. Not safe for use by several threads. */
public final class FormSerializerBuilder {

    private static final String JACKSON = "tools.jackson.core.json.JsonFactory";

    private final TypeAllowList.Builder allowed = TypeAllowList.builder();
    private Serialization serialization = Serialization.AUTO;
    private @Nullable ClassLoader classLoader;

    FormSerializerBuilder() {}

    /**
     * Sets the forms in which values are stored.
     *
     * @param forms {@link Serialization#AUTO} unless set
     * @return this
     */
    public FormSerializerBuilder serialization(Serialization forms) {
        this.serialization = Objects.requireNonNull(forms, "forms");
        return this;
    }

    /**
     * Sets where classes of the application are looked for; by default the context class loader of the thread that
     * calls {@link #build}.
     *
     * @param loader the class loader
     * @return this
     */
    public FormSerializerBuilder classLoader(ClassLoader loader) {
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
    public FormSerializerBuilder allowPackages(Collection<String> packages) {
        allowed.allowPackages(packages);
        return this;
    }

    /**
     * Allows single types, see {@link TypeAllowList.Builder#allowTypes}.
     *
     * @param types names such as {@code com.example.shop.Cart}
     * @return this
     * @throws IllegalArgumentException if one is no class name, or never allowed
     */
    public FormSerializerBuilder allowTypes(Collection<String> types) {
        allowed.allowTypes(types);
        return this;
    }

    /**
     * Builds the serializer.
     *
     * @return it; without Jackson on the class path, one that stores every value in the Java form
     * @throws IllegalStateException if Jackson is there and older than 3.1.4
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
