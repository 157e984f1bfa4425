package io.memshare.serializer.json;

import io.memshare.serializer.SessionTypes;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The plans of all classes, each created once. A plan depends on its class alone, never on values seen earlier. Safe
 * for use by several threads.
 */
final class TypePlans {

    private static final Map<Class<?>, TypePlan> SPECIAL =
            Map.of(Optional.class, new OptionalPlan(), byte[].class, new ByteArrayPlan());

    private final SessionTypes types;
    private final ObjectPlans objects;
    private final ClassValue<TypePlan> plans = new ClassValue<>() {
        @Override
        protected TypePlan computeValue(Class<?> type) {
            return make(type);
        }
    };

    /**
     * Creates the plans.
     *
     * @param types the allowed types
     * @param javaVersion the feature release of the JVM, 17 or later
     */
    TypePlans(SessionTypes types, int javaVersion) {
        this.types = types;
        this.objects = new ObjectPlans(this, types, javaVersion);
    }

    TypePlan of(Class<?> type) {
        return plans.get(type);
    }

    Class<?> load(String name) {
        return types.load(name);
    }

    /** Returns the class whose name is written for an object. For an enum constant with a body, this is the enum. */
    Class<?> named(Class<?> type) {
        return isEnumConstantWithBody(type) ? type.getSuperclass() : type;
    }

    private static boolean isEnumConstantWithBody(Class<?> type) {
        Class<?> above = type.getSuperclass();
        return above != null && above.isEnum();
    }

    /** Returns whether the JSON of a value implies its type: a string, a boolean or a 32-bit integer. */
    static boolean tellsItsType(Class<?> type) {
        return type == String.class || type == Integer.class || type == Boolean.class;
    }

    /** Returns whether all values of a declared type have exactly that class. */
    static boolean isExact(Class<?> declared) {
        return declared.isArray()
                ? isExact(declared.getComponentType())
                : declared.isPrimitive() || declared.isEnum() || Modifier.isFinal(declared.getModifiers());
    }

    static Class<?> boxed(Class<?> type) {
        return type.isPrimitive() ? MethodType.methodType(type).wrap().returnType() : type;
    }

    private TypePlan make(Class<?> type) {
        @Nullable TypePlan known = ofJdk(type);
        if (known != null) {
            return known;
        }
        if (!types.allows(type)) {
            return new UnsuitedPlan(type, "it is not allowed");
        }
        String unreachable = Proxy.isProxyClass(type) ? null : types.reasonUnreachable(type);
        if (unreachable != null) {
            return new UnsuitedPlan(type, "it " + unreachable);
        }
        if (type.isEnum()) {
            return new EnumPlan(type);
        }
        if (type.isArray()) {
            Class<?> component = type.getComponentType();
            return new ArrayPlan(component, isExact(component) && !tellsItsType(component) ? of(component) : null);
        }
        return objects.make(type);
    }

    private @Nullable TypePlan ofJdk(Class<?> type) {
        TypePlan scalar = Scalars.PLANS.get(type);
        if (scalar != null) {
            return scalar;
        }
        if (isEnumConstantWithBody(type)) {
            return of(type.getSuperclass());
        }
        CollectionKind collection = CollectionKind.ALL.get(type.getName());
        if (collection != null) {
            return new ElementsPlan(collection);
        }
        MapKind map = MapKind.ALL.get(type.getName());
        return map == null ? SPECIAL.get(type) : new EntriesPlan(map);
    }
}
