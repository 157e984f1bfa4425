package io.memshare.serializer;

import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * Which types a stream of Java serialization may name: those of the allow-list, those of Spring Security, and those that
 * stand in the streams of allowed types as their superclasses and replacements.
 */
final class JdkStreamTypes {

    private static final Set<String> IN_STREAMS = Set.of(
            "java.lang.Number",
            "java.lang.Enum",
            "java.lang.String$CaseInsensitiveComparator",
            "java.util.Collections$ReverseComparator",
            "java.util.Comparators$NaturalOrderComparator",
            "java.time.Ser",
            "java.util.CollSer",
            "java.util.EnumSet",
            "java.util.EnumSet$SerializationProxy",
            "java.util.Map$Entry",
            "java.util.Collections$SynchronizedCollection",
            "java.util.concurrent.ConcurrentHashMap$Segment",
            "java.util.concurrent.locks.ReentrantLock",
            "java.util.concurrent.locks.ReentrantLock$Sync",
            "java.util.concurrent.locks.ReentrantLock$NonfairSync",
            "java.util.concurrent.locks.AbstractQueuedSynchronizer",
            "java.util.concurrent.locks.AbstractOwnableSynchronizer",
            "java.lang.Throwable",
            "java.lang.Exception",
            "java.lang.RuntimeException",
            "java.lang.StackTraceElement");

    private static final String PROXY = Proxy.class.getName();

    private final TypeAllowList allowed;

    JdkStreamTypes(TypeAllowList allowed) {
        this.allowed = allowed;
    }

    boolean allows(Class<?> type) {
        return Proxy.isProxyClass(type) ? allowsProxy(type.getInterfaces()) : allows(type.getName());
    }

    boolean allows(String name) {
        String element = JavaTypeNames.elementOf(name);
        return allowed.allows(name)
                || IN_STREAMS.contains(element)
                || element.equals(PROXY)
                || element.startsWith("org.springframework.security.");
    }

    /** A proxy is as good as its interfaces; its handler is checked like any other object. */
    private boolean allowsProxy(Class<?>[] interfaces) {
        for (Class<?> each : interfaces) {
            if (!allows(each.getName())) {
                return false;
            }
        }
        return interfaces.length > 0;
    }
}
