package io.memshare.seal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a namespace, derived again whenever the ring changes. Safe for use by several threads. {@link #toString}
 * does not reveal the keys.
 */
final class NamespaceKeys {

    private final Supplier<KeyRing> source;
    private final String namespace;
    private volatile Derived derived;

    /** The keys derived from a ring, in the order of the ring. */
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
     * Creates the keys.
     *
     * @param source returns the current ring; called for each record, so it must be fast
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

    /** Returns the key with the given number, or null if it is not in the ring. */
    @Nullable NamespaceKey withId(long id) {
        return current().keys().get(id);
    }

    /** Returns the keys of the names, the current key first. */
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
