package io.memshare.serializer;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.concurrent.ConcurrentHashMap;

/** Refuses to write what {@link CheckedObjectInput} would refuse to read. */
final class CheckedObjectOutput extends ObjectOutputStream {

    private final JdkStreamTypes types;
    private final TypesWritten written;
    private final IdentityHashMap<Object, Object> copies = new IdentityHashMap<>();

    CheckedObjectOutput(OutputStream out, JdkStreamTypes types, TypesWritten written) throws IOException {
        super(out);
        this.types = types;
        this.written = written;
        enableReplaceObject(true);
    }

    /**
     * Hash tables are written with their capacity, which depends on what was once in them. A copy has one that follows
     * from the number of elements, so that what was not changed is written as the same bytes.
     */
    @Override
    protected Object replaceObject(Object object) {
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
        if (IOException.class.isAssignableFrom(type)) {
            return;
        }
        if (!types.allows(type)) {
            throw Refusals.notAllowed(type.getName());
        }
        written.add(type);
    }
}
