package io.memshare.seal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one namespace, derived again when the ring is another one. Safe for use by several threads. It prints without
 * the keys.
 */
final class NamespaceKeys {

    private final Supplier<KeyRing> source;
    private final String namespace;
    private volatile Derived derived;

    /** The keys that a ring gives to the namespace, the first one first. */
    private record Derived(KeyRing ring, Map<Long, NamespaceKey> keys, List<NamespaceKey> nameKeys) {

        static Derived of(KeyRing ring, String namespace) {
            Map<Long, NamespaceKey> keys = new LinkedHashMap<>();
            for (SealingKey key : ring.keys()) {
                NamespaceKey derived = new NamespaceKey(key, namespace);
                keys.put(derived.id(), derived);
            }
            List<NamespaceKey> nameKeys = new ArrayList<>();
            for (SealingKey key : ring.nameKeys()) {
                nameKeys.add(new NamespaceKey(key, namespace));
            }
            return new Derived(ring, keys, nameKeys);
        }
    }

    /**
     * @param source returns the present ring; asked for each record, so it has to be quick
     * @param namespace the namespace
     */
    NamespaceKeys(Supplier<KeyRing> source, String namespace) {
        this.source = source;
        this.namespace = namespace;
        this.derived = Derived.of(source.get(), namespace);
    }

    /** Returns the key that seals. */
    NamespaceKey first() {
        return current().keys().values().iterator().next();
    }

    /** Returns the key with a number, or null if it is not in the ring. */
    @Nullable NamespaceKey withId(long id) {
        return current().keys().get(id);
    }

    /** Returns the keys of the names, the present one first. */
    List<NamespaceKey> nameKeys() {
        return current().nameKeys();
    }

    private Derived current() {
        Derived present = derived;
        KeyRing ring = source.get();
        if (!present.ring().equals(ring)) {
            present = Derived.of(ring, namespace);
            derived = present;
        }
        return present;
    }

    @Override
    public String toString() {
        return "NamespaceKeys[" + namespace + "]";
    }
}
