package io.memshare.serializer.jdk;

import io.memshare.serializer.RefusedTypeException;
import io.memshare.serializer.SessionTypes;
import java.lang.reflect.Field;
import java.net.MalformedURLException;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/** Checks objects whose contents decide whether they are allowed in a session. */
final class ResolvedObjects {

    private static final String CALLBACK = "org.springframework.beans.factory.support.DisposableBeanAdapter";
    private static final String LAZY = "org.hibernate.collection.spi.AbstractPersistentCollection";

    private final SessionTypes types;

    ResolvedObjects(SessionTypes types) {
        this.types = types;
    }

    /**
     * Returns the object to use in place of an object that was read.
     *
     * @throws RefusedTypeException if its contents are not allowed
     */
    Object resolve(Object object) {
        if (object instanceof URL url) {
            return withoutLookUps(url);
        }
        require(object);
        return object;
    }

    /**
     * Requires that the contents of an object are allowed.
     *
     * @throws RefusedTypeException if they are not
     */
    void require(Object object) {
        Class<?> type = object.getClass();
        if (type.getName().equals(CALLBACK)) {
            Object bean = field(object, type, "bean");
            if (bean == null || !types.isOfApplication(bean.getClass())) {
                throw new RefusedTypeException(type, "would call a method of a bean that is not of the application");
            }
        } else if (type.getName().startsWith("org.hibernate.collection.spi.")) {
            requireNoLoading(object);
        }
    }

    /** A lazy collection that is configured to open a database session of its own would do so when it is hashed. */
    private static void requireNoLoading(Object collection) {
        for (Class<?> each = collection.getClass(); each != null; each = each.getSuperclass()) {
            if (each.getName().equals(LAZY)
                    && !Boolean.TRUE.equals(field(collection, each, "initialized"))
                    && Boolean.TRUE.equals(field(collection, each, "allowLoadOutsideTransaction"))) {
                throw new RefusedTypeException(
                        collection.getClass(),
                        "would load from the database when it is read: load it before it is kept");
            }
        }
    }

    private static @Nullable Object field(Object object, Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            return field.trySetAccessible() ? field.get(object) : null;
        } catch (NoSuchFieldException | IllegalAccessException ex) {
            return null;
        }
    }

    private static URL withoutLookUps(URL url) {
        try {
            return new URL(null, url.toExternalForm(), new TextUrlHandler(url.getDefaultPort()));
        } catch (MalformedURLException ex) {
            throw new MalformedStreamException("a text is not a URL");
        }
    }
}
