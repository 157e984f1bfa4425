package io.memshare.serializer.jdk;

import io.memshare.serializer.SessionTypes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * Reads objects of allowed types only, and loads their classes from a given class loader. A filter set for the whole
 * JVM is consulted too.
 */
final class CheckedObjectInput extends ObjectInputStream {

    /**
     * The maximum number of array elements per byte of the stream, over all arrays together. It is above 1 because hash
     * tables have more slots than elements.
     */
    private static final long ELEMENTS_PER_BYTE = 4;

    private static final long SPARE_ELEMENTS = 64;

    /** {@link RepeatedElement} is replaced by a list of copies, and an encoded certificate by a certificate object. */
    private static final Set<String> REPLACEMENTS = Set.of(RepeatedElement.LIST, "sun.security.x509.X509CertImpl");

    private final SessionTypes types;
    private final ResolvedObjects resolved;
    private final ByteArrayInputStream source;
    private final int length;
    private final Trail inspected;
    private int met;
    private long elements;

    /**
     * Creates an input.
     *
     * @param bytes the stream
     * @param length its length in bytes, from which the limits are derived
     * @param types the types that may be read
     * @param inspected what the inspection of the stream met
     */
    CheckedObjectInput(ByteArrayInputStream bytes, int length, SessionTypes types, Trail inspected) throws IOException {
        super(bytes);
        this.source = bytes;
        this.length = length;
        this.inspected = inspected;
        this.types = types;
        this.resolved = new ResolvedObjects(types);
        this.elements = ELEMENTS_PER_BYTE * length + SPARE_ELEMENTS;
        enableResolveObject(true);
        setObjectInputFilter(ObjectInputFilter.merge(this::judge, getObjectInputFilter()));
    }

    private ObjectInputFilter.Status judge(ObjectInputFilter.FilterInfo info) {
        Class<?> type = info.serialClass();
        if (type != null && !types.allows(type) && !isReplacement(type)) {
            return ObjectInputFilter.Status.REJECTED;
        }
        if (info.arrayLength() > 0) {
            elements -= info.arrayLength();
        }
        if (info.depth() > 2 * Nesting.DEEPEST || elements < 0) {
            return ObjectInputFilter.Status.REJECTED;
        }
        return type == null ? ObjectInputFilter.Status.UNDECIDED : ObjectInputFilter.Status.ALLOWED;
    }

    /** The JVM also passes the replacement of an object to the filter. No stream may name these classes. */
    private static boolean isReplacement(Class<?> type) {
        return REPLACEMENTS.contains(type.getName());
    }

    /**
     * Requires that a class or an object is the next one that was inspected. Once it is not, nothing else is: code that
     * catches the exception reads nothing more.
     */
    private void meet(String name) {
        if (!inspected.has(met, name, length - source.available())) {
            throw new MalformedStreamException("it is not read as it was inspected");
        }
        met++;
    }

    /** Requires that everything that was inspected was read. */
    void requireAll() {
        if (met != inspected.size()) {
            throw new MalformedStreamException("it is not read as it was inspected");
        }
    }

    @Override
    protected Object resolveObject(Object object) {
        meet(Trail.OBJECT);
        return resolved.resolve(object);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) {
        meet(description.getName());
        return types.load(description.getName());
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws ClassNotFoundException {
        meet(String.join(",", interfaces));
        Class<?>[] loaded = new Class<?>[interfaces.length];
        for (int i = 0; i < interfaces.length; i++) {
            loaded[i] = types.load(interfaces[i]);
        }
        try {
            return Proxy.newProxyInstance(types.classLoader(), loaded, (proxy, method, arguments) -> proxy)
                    .getClass();
        } catch (IllegalArgumentException ex) {
            throw new ClassNotFoundException("no proxy of these interfaces", ex);
        }
    }
}
