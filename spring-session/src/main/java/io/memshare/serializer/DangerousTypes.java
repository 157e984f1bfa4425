package io.memshare.serializer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Types that are refused even if their name or package is allowed, because reading them from a store that an attacker
 * can write to runs code or bypasses the allow-list.
 */
final class DangerousTypes {

    private static final String BYTES_WITHIN = "holds bytes that are deserialized without a filter";
    private static final String RUNS_CODE = "runs code that the bytes choose";

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("java.security.SignedObject", BYTES_WITHIN),
            Map.entry("javax.crypto.SealedObject", BYTES_WITHIN),
            Map.entry("java.rmi.MarshalledObject", BYTES_WITHIN),
            Map.entry("java.lang.invoke.SerializedLambda", RUNS_CODE),
            Map.entry("java.util.ServiceLoader", RUNS_CODE),
            Map.entry("javax.swing.event.EventListenerList", RUNS_CODE),
            Map.entry("org.hibernate.proxy.pojo.bytebuddy.SerializableProxy", RUNS_CODE),
            Map.entry("org.springframework.core.SerializableTypeWrapper$MethodInvokeTypeProvider", RUNS_CODE),
            Map.entry("com.fasterxml.jackson.databind.node.NodeSerialization", BYTES_WITHIN),
            Map.entry("tools.jackson.databind.node.NodeSerialization", BYTES_WITHIN));

    private static final Map<String, String> PACKAGES = Map.ofEntries(
            Map.entry("java.beans.", RUNS_CODE),
            Map.entry("java.rmi.", RUNS_CODE),
            Map.entry("javax.management.", RUNS_CODE),
            Map.entry("javax.naming.", RUNS_CODE),
            Map.entry("javax.script.", RUNS_CODE),
            Map.entry("javax.sql.rowset.", RUNS_CODE),
            Map.entry("sun.", RUNS_CODE),
            Map.entry("com.sun.", RUNS_CODE),
            Map.entry("jdk.internal.", RUNS_CODE),
            Map.entry("org.springframework.core.", RUNS_CODE),
            Map.entry("org.springframework.beans.", RUNS_CODE),
            Map.entry("org.springframework.context.", RUNS_CODE),
            Map.entry("org.springframework.aop.", RUNS_CODE),
            Map.entry("org.springframework.transaction.", RUNS_CODE),
            Map.entry("org.springframework.jndi.", RUNS_CODE),
            Map.entry("org.apache.commons.collections.functors.", RUNS_CODE),
            Map.entry("org.apache.commons.collections4.functors.", RUNS_CODE),
            Map.entry("org.apache.commons.beanutils.", RUNS_CODE),
            Map.entry("org.apache.xalan.", RUNS_CODE),
            Map.entry("com.mchange.v2.", BYTES_WITHIN),
            Map.entry("org.codehaus.groovy.runtime.", RUNS_CODE),
            Map.entry("bsh.", RUNS_CODE),
            Map.entry("clojure.", RUNS_CODE));

    /** Types whose subclasses are as dangerous as the types themselves. */
    private static final List<String> SUPERTYPES =
            List.of("java.security.SignedObject", "javax.crypto.SealedObject", "java.lang.ClassLoader");

    private DangerousTypes() {}

    /**
     * Returns why a type is refused, as the end of a sentence that starts with its name, or null if it is not refused.
     */
    static @Nullable String reason(String className) {
        if (JdkTypes.NAMES.contains(className) || FrameworkTypes.NAMES.contains(className)) {
            return null;
        }
        String reason = NAMES.get(className);
        for (int dot = className.indexOf('.'); reason == null && dot >= 0; dot = className.indexOf('.', dot + 1)) {
            reason = PACKAGES.get(className.substring(0, dot + 1));
        }
        return reason;
    }

    /** Returns why a class is refused, because of itself or of a superclass, or null if it is not refused. */
    static @Nullable String reason(Class<?> type) {
        String reason = reason(type.getName());
        for (Class<?> above = type.getSuperclass(); reason == null && above != null; above = above.getSuperclass()) {
            reason = SUPERTYPES.contains(above.getName()) ? BYTES_WITHIN : null;
        }
        return reason;
    }
}
