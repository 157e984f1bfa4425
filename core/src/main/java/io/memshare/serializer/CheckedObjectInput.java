package io.memshare.serializer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;

/**
 * Reads objects of allowed types only, with classes from a given class loader. A filter that is set for the whole JVM is
 * asked too.
 */
final class CheckedObjectInput extends ObjectInputStream {

    /** How deep objects may be nested in each other. */
    private static final int DEEPEST = 1000;

    /** What empty collections reserve, whatever the length of the stream. */
    private static final int SPARE = 64;

    private final ClassLoader classLoader;
    private final JdkStreamTypes types;
    private final long mostReferences;
    private final long longestArray;

    /**
     * @param bytes the stream
     * @param length its length, from which the limits follow: every reference and every array element takes a byte
     * @param classLoader where classes are looked for
     * @param types the types to read
     */
    CheckedObjectInput(ByteArrayInputStream bytes, int length, ClassLoader classLoader, JdkStreamTypes types)
            throws IOException {
        super(bytes);
        this.classLoader = classLoader;
        this.types = types;
        this.mostReferences = (long) length + SPARE;
        this.longestArray = 4L * length + SPARE;
        setObjectInputFilter(ObjectInputFilter.merge(this::judge, getObjectInputFilter()));
    }

    private ObjectInputFilter.Status judge(ObjectInputFilter.FilterInfo info) {
        Class<?> type = info.serialClass();
        if (type != null && !types.allows(type)) {
            throw Refusals.notAllowed(type.getName());
        }
        if (info.depth() > DEEPEST || info.references() > mostReferences || info.arrayLength() > longestArray) {
            return ObjectInputFilter.Status.REJECTED;
        }
        return type == null ? ObjectInputFilter.Status.UNDECIDED : ObjectInputFilter.Status.ALLOWED;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
        return load(description.getName());
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws ClassNotFoundException {
        Class<?>[] loaded = new Class<?>[interfaces.length];
        for (int i = 0; i < interfaces.length; i++) {
            loaded[i] = load(interfaces[i]);
        }
        try {
            return Proxy.newProxyInstance(classLoader, loaded, (proxy, method, arguments) -> proxy)
                    .getClass();
        } catch (IllegalArgumentException ex) {
            throw new ClassNotFoundException("no proxy of these interfaces", ex);
        }
    }

    private Class<?> load(String name) throws ClassNotFoundException {
        if (!types.allows(name)) {
            throw Refusals.notAllowed(name);
        }
        return Class.forName(name, false, classLoader);
    }
}
