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

/** Refuses to write objects that {@link CheckedObjectInput} would refuse to read. */
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

    /** Returns the object that was passed last for writing. */
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
     * Copies hash tables and lists of copies. Java serialization writes a hash table with its capacity, which depends
     * on its former contents; the capacity of a copy follows from the number of elements, so that an unchanged table is
     * written as the same bytes. Of a list of copies it would write only the number of elements, which an attacker with
     * access to the store could choose freely.
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

    /** An I/O exception here ends the stream, which writes the exception before throwing it. */
    private void check(Class<?> type) {
        if (!IOException.class.isAssignableFrom(type)) {
            types.require(type);
        }
    }
}
