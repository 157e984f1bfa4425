package io.memshare.serializer;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Decides which classes are allowed in a session, and loads them by the names found in a value. Names from a store
 * occupy no memory permanently: only names of existing classes are cached. A class is loaded without being initialized.
 *
 * <p>In addition to the types of a {@link TypeAllowList}, enums of the JDK are allowed, and throwables that run no code
 * of their own when they are read, hashed or compared. Safe for use by several threads.
 */
public final class SessionTypes {

    private static final int MOST_DIMENSIONS = 8;

    /**
     * How many names of missing classes are passed to the class loader; some class loaders remember each such name
     * forever.
     */
    private static final int MOST_GUESSES = 1000;

    private final ClassLoader classLoader;
    private final TypeAllowList allowed;
    private final Map<String, Class<?>> loaded = new ConcurrentHashMap<>();
    private final AtomicInteger guesses = new AtomicInteger();

    /** The decisions for existing classes; an entry is discarded together with its class. */
    private final ClassValue<Decision> decisions = new ClassValue<>() {
        @Override
        protected Decision computeValue(Class<?> type) {
            return new Decision(isAllowed(type), allowed.isOfApplication(type.getName()));
        }
    };

    private record Decision(boolean allowed, boolean ofApplication) {}

    /**
     * Creates the set of session types.
     *
     * @param classLoader the class loader that finds the classes of the application
     * @param allowed the types that may be written and read
     */
    public SessionTypes(ClassLoader classLoader, TypeAllowList allowed) {
        this.classLoader = Objects.requireNonNull(classLoader, "classLoader");
        this.allowed = Objects.requireNonNull(allowed, "allowed");
        for (Class<?> primitive : Primitives.ALL) {
            loaded.put(primitive.getName(), primitive);
        }
    }

    /** Returns the class loader of the application. */
    public ClassLoader classLoader() {
        return classLoader;
    }

    /** Returns whether the application allowed a class, as opposed to a type of the JDK or of a framework. */
    public boolean isOfApplication(Class<?> type) {
        return decisions.get(type).ofApplication();
    }

    /** Returns whether objects of a class may be written and read. A proxy is allowed if all its interfaces are. */
    public boolean allows(Class<?> type) {
        return decisions.get(type).allowed();
    }

    private boolean isAllowed(Class<?> type) {
        Class<?> element = elementOf(type);
        if (element.isPrimitive()) {
            return true;
        }
        if (Proxy.isProxyClass(element)) {
            return allowsProxy(element);
        }
        if (DangerousTypes.reason(element) != null && !HarmlessThrowables.contains(element)) {
            return false;
        }
        return allowed.allows(type.getName()) || isPlatformEnum(element) || HarmlessThrowables.contains(element);
    }

    private boolean allowsProxy(Class<?> proxy) {
        Class<?>[] interfaces = proxy.getInterfaces();
        for (Class<?> each : interfaces) {
            if (!allows(each)) {
                return false;
            }
        }
        return interfaces.length > 0;
    }

    private static boolean isPlatformEnum(Class<?> type) {
        return type.isEnum() && type.getModule() == Object.class.getModule();
    }

    private static Class<?> elementOf(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element;
    }

    /**
     * Requires that objects of a class may be written, and that its name leads to the same class when they are read.
     *
     * @throws RefusedTypeException if the class is not allowed, or its name leads to another class
     */
    public void require(Class<?> type) {
        if (!allows(type)) {
            throw new RefusedTypeException(type, Reasons.refusal(elementOf(type)));
        }
        String reason = Proxy.isProxyClass(type) ? null : reasonUnreachable(type);
        if (reason != null) {
            throw new RefusedTypeException(type, reason);
        }
    }

    /**
     * Returns why the name of an allowed class does not lead to it when a value is read, as the end of a sentence that
     * starts with the name of the class, or null if it does.
     */
    public @Nullable String reasonUnreachable(Class<?> type) {
        String name = type.getName();
        if (leadsTo(name, type)) {
            return null;
        }
        if (JavaTypeNames.dimensionsOf(name) > MOST_DIMENSIONS) {
            return "has more than " + MOST_DIMENSIONS + " dimensions";
        }
        return isValid(name)
                ? "is not the class of that name which the application's class loader finds"
                : "has a name that is no name of Java, which is not read back: give it another one";
    }

    private boolean leadsTo(String name, Class<?> type) {
        try {
            return load(name) == type;
        } catch (AttributeSerializationException ex) {
            return false;
        }
    }

    /**
     * Loads the class that a stored value names.
     *
     * @param name the name in the format of {@link Class#getName()}; may be any text
     * @return the class, which is allowed
     * @throws AttributeSerializationException if the class is not allowed or does not exist; the message quotes the
     *     name only if the class exists
     */
    public Class<?> load(String name) {
        Class<?> known = loaded.get(name);
        if (known != null) {
            return known;
        }
        Class<?> type = find(name);
        if (!allows(type)) {
            throw new RefusedTypeException(type, Reasons.refusal(elementOf(type)));
        }
        loaded.put(name, type);
        return type;
    }

    private Class<?> find(String name) {
        String element = JavaTypeNames.elementOf(name);
        if (!isValid(name) || JavaTypeNames.dimensionsOf(name) > MOST_DIMENSIONS) {
            throw new AttributeSerializationException("the name of a type in the stored value is not valid", null);
        }
        boolean guess = allowed.allows(name) && guesses.get() < MOST_GUESSES;
        if (!element.isEmpty() && !guess && !exists(element)) {
            throw notFound(null);
        }
        try {
            return Class.forName(name, false, classLoader);
        } catch (ClassNotFoundException | LinkageError ex) {
            guesses.incrementAndGet();
            throw notFound(ex);
        }
    }

    private static boolean isValid(String name) {
        String element = JavaTypeNames.elementOf(name);
        return element.isEmpty() ? !name.isEmpty() : JavaTypeNames.isQualifiedName(element);
    }

    private boolean exists(String className) {
        return classLoader.getResource(className.replace('.', '/') + ".class") != null;
    }

    private static AttributeSerializationException notFound(@Nullable Throwable cause) {
        return new AttributeSerializationException(
                "a type of the stored value is not a class of this application",
                cause == null ? null : WithheldException.of(cause));
    }
}
