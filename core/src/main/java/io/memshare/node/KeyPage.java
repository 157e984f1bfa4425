package io.memshare.node;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing of keys. Immutable.
 *
 * @param keys the keys, in an order of their own
 * @param next the key after which the next page starts, null if this page is the last
 */
public record KeyPage(List<Key> keys, @Nullable Key next) {

    public KeyPage {
        keys = List.copyOf(keys);
    }
}
