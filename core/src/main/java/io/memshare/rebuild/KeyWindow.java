package io.memshare.rebuild;

import io.memshare.node.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Of all keys after a certain one those that come first, as many as there is room for. A crawler names keys in any order and
 * cannot be held up, so window after window is filled by a crawl of its own. Keys are ordered by their hash, which also tells
 * how much is done. For one thread at a time.
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
     * @param after the last key of the window before, null for the first window
     * @param room how many keys, at least 1
     */
    KeyWindow(@Nullable Key after, int room) {
        this.after = after;
        this.room = room;
    }

    /** Takes a key if it belongs into the window and is not there yet. */
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

    /** Returns the keys in their order. */
    List<Key> keys() {
        return new ArrayList<>(keys);
    }

    /** Returns the key after which the next window begins, or null if there is nothing more. */
    @Nullable Key next() {
        return more ? keys.last() : null;
    }

    /** Returns where a key is between the first possible one and the last, 0 to 100. */
    static int percent(Key key) {
        return (int) (((key.hash() >>> 32) * 100) >>> 32);
    }
}
