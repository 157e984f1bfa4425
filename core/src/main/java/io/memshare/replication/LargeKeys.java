package io.memshare.replication;

import io.memshare.node.Key;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The keys whose records were large when this server last saw them; predicts the size of a record before it is read.
 * Bounded; the least recently seen key is discarded first. Safe for use by several threads.
 */
final class LargeKeys {

    /** The size above which a record is large: far above an ordinary session, far below the limit of a node. */
    static final int LARGE_BYTES = 32 * 1024;

    private static final int MOST = 20_000;

    private final Map<Key, Integer> keys;
    private volatile boolean empty = true;

    /** Creates an empty set. */
    LargeKeys() {
        this(MOST);
    }

    LargeKeys(int most) {
        this.keys = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Integer> eldest) {
                return size() > most;
            }
        };
    }

    /** Returns whether a record of the given number of bytes is large. */
    static boolean isLarge(int bytes) {
        return bytes > LARGE_BYTES;
    }

    /**
     * Records the size of a record.
     *
     * @param key its key
     * @param bytes its size, not negative
     */
    void saw(Key key, int bytes) {
        boolean large = isLarge(bytes);
        if (!large && empty) {
            return;
        }
        synchronized (keys) {
            if (large) {
                keys.put(key, bytes);
            } else {
                keys.remove(key);
            }
            empty = keys.isEmpty();
        }
    }

    /** Returns the size of a record if it was large, otherwise 0. */
    int bytes(Key key) {
        if (empty) {
            return 0;
        }
        synchronized (keys) {
            return keys.getOrDefault(key, 0);
        }
    }
}
