package io.memshare.completeness;

import io.memshare.node.Hash64;
import io.memshare.node.Replica;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The kinds of records that this server stores. Safe for use by several threads. */
final class KnownKinds {

    private final Memory memory;
    private final Set<Long> kinds = ConcurrentHashMap.newKeySet();

    KnownKinds(Memory memory) {
        this.memory = memory;
    }

    /**
     * Records that records of a kind are stored.
     *
     * @param kind the name of the kind
     */
    void add(String kind) {
        kinds.add(Hash64.of(kind.getBytes(StandardCharsets.UTF_8)));
    }

    Set<Long> hashes() {
        return kinds;
    }

    /**
     * Returns whether this server knows all kinds of records that any node is known to hold.
     *
     * @param statuses the statuses of the nodes
     */
    boolean include(List<VoucherStatus> statuses) {
        return statuses.stream().allMatch(status -> include(status.voucher()));
    }

    /**
     * Returns whether this server knows all kinds of records that any node was known to hold at the last poll. Queries
     * no node.
     *
     * @param nodes the nodes
     */
    boolean includeLast(List<? extends Replica> nodes) {
        return nodes.stream()
                .map(node -> memory.lastSeen(node.address()))
                .allMatch(seen -> seen == null || include(seen.voucher()));
    }

    private boolean include(@Nullable Voucher voucher) {
        return voucher == null || kinds.containsAll(voucher.coverage().kinds());
    }
}
