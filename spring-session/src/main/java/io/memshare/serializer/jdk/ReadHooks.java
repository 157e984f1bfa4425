package io.memshare.serializer.jdk;

import java.lang.reflect.Method;
import java.util.Set;

/** The classes that run code of their own when they are read, which may refuse data that was written. */
final class ReadHooks {

    private static final Set<String> NAMES =
            Set.of("readObject", "readExternal", "readResolve", "readObjectNoData", "validateObject");

    private static final ClassValue<Boolean> HOOKED = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            for (Method method : type.getDeclaredMethods()) {
                if (NAMES.contains(method.getName())) {
                    return true;
                }
            }
            return type.isRecord();
        }
    };

    private ReadHooks() {}

    static boolean has(Class<?> type) {
        return HOOKED.get(type);
    }
}
