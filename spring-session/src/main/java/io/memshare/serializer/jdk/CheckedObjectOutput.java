package io.memshare.serializer.jdk;

import io.memshare.serializer.RefusedTypeException;
import io.memshare.serializer.SessionTypes;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Refuses to write what {@link CheckedObjectInput} would refuse to read. */
final class CheckedObjectOutput extends ObjectOutputStream {

    private final SessionTypes types;
    private final ResolvedObjects resolved;
    private final UnaryOperator<Object> substitute;
    private final IdentityHashMap<Object, Object> copies = new IdentityHashMap<>();
    private @Nullable Object last;

    CheckedObjectOutput(OutputStream out, SessionTypes types, UnaryOperator<Object> substitute) throws IOException {
        super(out);
        this.types = types;
        this.resolved = new ResolvedObjects(types);
        this.substitute = substitute;
        enableReplaceObject(true);
    }

    /** Returns the object that was to be written last. */
    @Nullable Object last() {
        return last;
    }

    @Override
    protected Object replaceObject(Object object) {
        Object replacement = substitute.apply(withoutCapacity(object));
        last = replacement;
        String reason = Unserializable.reason(replacement.getClass());
        if (reason != null) {
            if (!replacement.getClass().getName().startsWith("java.")) {
                types.require(replacement.getClass());
            }
            throw new RefusedTypeException(replacement.getClass(), reason);
        }
        resolved.require(replacement);
        return replacement;
    }

    /**
     * Hash tables are written with their capacity, which depends on what was once in them. A copy has one that follows
     * from the number of elements, so that what was not changed is written as the same bytes. Of a list of copies only
     * the number of its elements would be written, which whoever writes to the store could choose.
     */
    private Object withoutCapacity(Object object) {
        Class<?> type = object.getClass();
        if (type == HashMap.class || type == LinkedHashMap.class) {
            return copies.computeIfAbsent(object, table -> ((HashMap<?, ?>) table).clone());
        }
        if (type == HashSet.class || type == LinkedHashSet.class) {
            return copies.computeIfAbsent(object, table -> ((HashSet<?>) table).clone());
        }
        if (type == ConcurrentHashMap.class) {
            return copies.computeIfAbsent(object, table -> new ConcurrentHashMap<>((ConcurrentHashMap<?, ?>) table));
        }
        if (type.getName().equals(RepeatedElement.LIST)) {
            return copies.computeIfAbsent(object, list -> new RepeatedElement((List<?>) list));
        }
        return object;
    }

    @Override
    protected void annotateClass(Class<?> type) {
        check(type);
    }

    @Override
    protected void annotateProxyClass(Class<?> type) {
        check(type);
    }

    /** An I/O exception here is the one that ends this stream, which writes it before it throws it. */
    private void check(Class<?> type) {
        if (!IOException.class.isAssignableFrom(type)) {
            types.require(type);
        }
    }
}
