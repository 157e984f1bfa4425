package io.memshare.serializer;

import java.lang.reflect.Method;
import java.util.Map;

/** The throwables that run no code of their own when they are read, hashed or compared. */
final class HarmlessThrowables {

    private static final Map<String, Integer> PARAMETERS = Map.of(
            "readObject",
            1,
            "readExternal",
            1,
            "equals",
            1,
            "hashCode",
            0,
            "readResolve",
            0,
            "readObjectNoData",
            0,
            "finalize",
            0);

    private static final ClassValue<Boolean> HARMLESS = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return Throwable.class.isAssignableFrom(type) && (isOfJava(type) || hasNoCode(type));
        }
    };

    private HarmlessThrowables() {}

    static boolean contains(Class<?> type) {
        return HARMLESS.get(type);
    }

    /**
     * All throwables of the platform's base module were reviewed: their hooks only check the state that they have read.
     */
    private static boolean isOfJava(Class<?> type) {
        return type.getModule() == Object.class.getModule();
    }

    private static boolean hasNoCode(Class<?> type) {
        for (Class<?> each = type; each != null && !isOfJava(each); each = each.getSuperclass()) {
            for (Method method : each.getDeclaredMethods()) {
                Integer parameters = PARAMETERS.get(method.getName());
                if (parameters != null && parameters == method.getParameterCount()) {
                    return false;
                }
            }
        }
        return true;
    }
}
