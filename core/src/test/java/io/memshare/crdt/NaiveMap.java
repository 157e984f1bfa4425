package io.memshare.crdt;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** The map as one would write it down first: a hash map, and of two entries of a name the larger one. */
final class NaiveMap {

    private static final Comparator<LwwMap.Entry> LARGER = Comparator.<LwwMap.Entry, BigInteger>comparing(entry ->
                    new BigInteger(Long.toUnsignedString(entry.timestamp().packed())))
            // "" for a removal; two digits per byte sort as the bytes do, and "=" before all of them
            .thenComparing(
                    entry -> entry.value() == null ? "" : "=" + HexFormat.of().formatHex(entry.value()));

    private final Map<String, LwwMap.Entry> entries = new HashMap<>();

    NaiveMap join(Map<String, LwwMap.Entry> changes) {
        changes.forEach((name, entry) ->
                entries.merge(name, entry, (mine, theirs) -> LARGER.compare(mine, theirs) >= 0 ? mine : theirs));
        return this;
    }

    Map<String, LwwMap.Entry> entries() {
        return entries;
    }
}
