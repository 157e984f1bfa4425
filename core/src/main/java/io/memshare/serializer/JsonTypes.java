package io.memshare.serializer;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;

/**
 * Which types JSON may name: those of the allow-list, and those of Spring Security that its own modules vouch for. The
 * same answer is given when writing and when reading.
 */
final class JsonTypes extends PolymorphicTypeValidator {

    private static final long serialVersionUID = 1L;

    private final transient TypeAllowList allowed;
    private final transient ClassLoader classLoader;
    private final transient @Nullable PolymorphicTypeValidator security;
    private final transient Set<Class<?>> writable = ConcurrentHashMap.newKeySet();
    private final transient Map<TypeId, JavaType> readable = new ConcurrentHashMap<>();

    /** A type id where a type was declared. There are as many that are allowed as there are classes. */
    private record TypeId(JavaType declared, String id) {}

    /**
     * @param allowed what is allowed
     * @param classLoader where types of Spring Security are looked for
     * @param security what Spring Security's modules allow, or null without them
     */
    JsonTypes(TypeAllowList allowed, ClassLoader classLoader, @Nullable PolymorphicTypeValidator security) {
        this.allowed = allowed;
        this.classLoader = classLoader;
        this.security = security;
    }

    /** Throws if a value of this type could not be read back, or not without a loss. */
    void requireWritable(DatabindContext context, Class<?> type) {
        if (writable.contains(type)) {
            return;
        }
        if (!allows(context, type.getName())) {
            throw Refusals.notAllowed(type.getName());
        }
        if (!allowed.allowsByName(type.getName()) && isContainer(type) && hasOwnState(type)) {
            throw Refusals.refused(JavaTypeNames.told(type.getName())
                    + " is a collection or map with fields of its own, which are not written:"
                    + " give it a field that holds the collection, or allow it by its name if nothing is lost");
        }
        writable.add(type);
    }

    /**
     * Returns the type of an id, which is looked up and checked once.
     *
     * @param declared the type that was declared where the id stands
     * @param id the id
     * @param lookUp checks the id and returns its type, or throws
     */
    JavaType readable(JavaType declared, String id, Supplier<JavaType> lookUp) {
        TypeId key = new TypeId(declared, id);
        JavaType known = readable.get(key);
        if (known == null) {
            known = lookUp.get();
            readable.put(key, known);
        }
        return known;
    }

    boolean allows(DatabindContext context, String name) {
        return allowed.allows(name) || (isOfSpringSecurity(name) && securityAllows(context, name));
    }

    static boolean isOfSpringSecurity(String name) {
        return name.startsWith("org.springframework.security.")
                || name.equals("jakarta.servlet.http.Cookie")
                || name.startsWith("org.apereo.cas.client.");
    }

    private boolean securityAllows(DatabindContext context, String name) {
        if (security == null) {
            return false;
        }
        try {
            JavaType type = context.constructType(Class.forName(name, false, classLoader));
            return security.validateSubType(context, context.constructType(Object.class), type) == Validity.ALLOWED;
        } catch (ClassNotFoundException | LinkageError ex) {
            return false;
        }
    }

    private static boolean isContainer(Class<?> type) {
        return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
    }

    private static boolean hasOwnState(Class<?> type) {
        for (Class<?> at = type; at != null && !at.getName().startsWith("java."); at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public Validity validateBaseType(DatabindContext context, JavaType baseType) {
        return Validity.INDETERMINATE;
    }

    @Override
    public Validity validateSubClassName(DatabindContext context, JavaType baseType, String name) {
        return allows(context, name) ? Validity.ALLOWED : Validity.DENIED;
    }

    @Override
    public Validity validateSubType(DatabindContext context, JavaType baseType, JavaType type) {
        return validateSubClassName(context, baseType, type.getRawClass().getName());
    }
}
