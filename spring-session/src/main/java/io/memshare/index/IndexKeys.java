package io.memshare.index;

import io.memshare.node.Key;
import io.memshare.seal.Sealing;
import java.util.List;

/** Derives keys from names of indexes and their values, as {@link ValueNames} does. Immutable. */
final class IndexKeys {

    private final String prefix;
    private final Sealing sealing;

    /**
     * Creates keys.
     *
     * @param namespace the prefix of all keys
     * @param sealing creates the names
     */
    IndexKeys(String namespace, Sealing sealing) {
        this.prefix = namespace + ":i:";
        this.sealing = sealing;
    }

    /** Returns the prefix of the keys of all index records. */
    String prefix() {
        return prefix;
    }

    /**
     * Returns all keys of an index record: the key under which it is written, followed by former keys while names
     * change.
     */
    List<Key> all(String indexName, String value) {
        return ValueNames.of(sealing, IndexState.TYPE.kind(), indexName, value).stream()
                .map(name -> Key.of(prefix + name))
                .toList();
    }
}
