package io.memshare.rebuild;

import io.memshare.node.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The first keys after a given key, as many as there is room for. A crawler reports keys in any order and cannot be
 * paused, so each window is filled by a crawl of its own. Keys are ordered by their hash, which also indicates the
 * progress. Confined to a single thread at a time.
 */
final class KeyWindow {

    private static final Comparator<Key> ORDER = (left, right) -> {
        int order = Long.compareUnsigned(left.hash(), right.hash());
        return order != 0 ? order : Arrays.compare(left.bytes(), right.bytes());
    };

    private final @Nullable Key after;
    private final int room;
    private final TreeSet<Key> keys = new TreeSet<>(ORDER);
    private boolean more;

    /**
     * Creates a window.
     *
     * @param after the last key of the previous window, null for the first window
     * @param room the maximum number of keys, at least 1
     */
    KeyWindow(@Nullable Key after, int room) {
        this.after = after;
        this.room = room;
    }

    /** Adds a key if it belongs to the window and is not in it yet. */
    void add(Key key) {
        if (after != null && ORDER.compare(key, after) <= 0) {
            return;
        }
        if (keys.size() == room && ORDER.compare(key, keys.last()) > 0) {
            more = true;
            return;
        }
        keys.add(key);
        if (keys.size() > room) {
            keys.pollLast();
            more = true;
        }
    }

    /** Returns the keys in order. */
    List<Key> keys() {
        return new ArrayList<>(keys);
    }

    /** Returns the key after which the next window starts, or null if this window is the last. */
    @Nullable Key next() {
        return more ? keys.last() : null;
    }

    /** Returns the position of a key between the first and the last possible key, 0 to 100. */
    static int percent(Key key) {
        return (int) (((key.hash() >>> 32) * 100) >>> 32);
    }
}
