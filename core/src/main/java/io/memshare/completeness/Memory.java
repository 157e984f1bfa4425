package io.memshare.completeness;

import io.memshare.node.NodeAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The knowledge of this application server about the nodes. It only makes the server more careful; correctness does not
 * depend on it, because it is lost with the process. Safe for use by several threads.
 */
final class Memory {

    private final Map<NodeAddress, Seen> vouchers = new HashMap<>();
    private final Map<NodeAddress, Blank> blanks = new HashMap<>();
    private final Map<NodeAddress, Set<Long>> writes = new HashMap<>();
    private final Map<NodeAddress, Map<NodeAddress, Known>> notes = new HashMap<>();
    private final Set<NodeAddress> touches = new HashSet<>();
    private long tickets;

    /** A voucher, and since when this server has seen it unchanged. */
    record Seen(Voucher voucher, long sinceNanos) {}

    /** Since when a node has been known to have no voucher, and whether this server had seen one there. */
    private record Blank(long sinceNanos, boolean lost) {}

    /** A note on a node: its nonce, the life of the node, and when this server learned of it. */
    private record Known(long nonce, long life, long nanos) {}

    /** The known misses of a node at a point in time: writes in progress, and notes by their holders. */
    record Missed(Set<Long> writes, Map<NodeAddress, Long> notes) {}

    /** Records a node's answer to the request for its voucher. */
    synchronized void saw(NodeAddress node, @Nullable Voucher voucher, long nowNanos) {
        if (voucher == null) {
            boolean lost = vouchers.remove(node) != null;
            blanks.putIfAbsent(node, new Blank(nowNanos, lost));
            return;
        }
        blanks.remove(node);
        Seen before = vouchers.get(node);
        if (before == null || before.voucher().nonce() != voucher.nonce()) {
            vouchers.put(node, new Seen(voucher, nowNanos));
        }
    }

    /** Returns the last seen voucher of a node, or null. */
    synchronized @Nullable Seen lastSeen(NodeAddress node) {
        return vouchers.get(node);
    }

    /** Returns since when a node has been known to have no voucher, or null. */
    synchronized @Nullable Long blankSince(NodeAddress node) {
        Blank blank = blanks.get(node);
        return blank == null ? null : (Long) blank.sinceNanos();
    }

    /** Returns when a node was first known to have lost its voucher, or null if it has one or none was ever seen. */
    synchronized @Nullable Long lostSince(NodeAddress node) {
        Blank blank = blanks.get(node);
        return blank == null || !blank.lost() ? null : (Long) blank.sinceNanos();
    }

    /** Returns the combined coverage of all vouchers. */
    synchronized Voucher.Coverage coverage(Voucher.Coverage own) {
        Voucher.Coverage all = own;
        for (Seen seen : vouchers.values()) {
            all = all.and(seen.voucher().coverage());
        }
        return all;
    }

    synchronized boolean hasNoVoucher() {
        return vouchers.isEmpty();
    }

    private long life(NodeAddress node) {
        Seen seen = vouchers.get(node);
        return seen == null ? 0 : seen.voucher().life();
    }

    /** Records a note that was stored or read. */
    synchronized void noted(NodeAddress holder, NodeAddress about, long nonce, long nowNanos) {
        notes.computeIfAbsent(about, address -> new HashMap<>()).put(holder, new Known(nonce, life(holder), nowNanos));
    }

    /**
     * Records that a node holds no note about another node. A note that it had has been obeyed and removed, unless the
     * node has lost its memory since.
     *
     * @param askedNanos when the node was asked
     */
    synchronized void unnoted(NodeAddress holder, NodeAddress about, long askedNanos) {
        Map<NodeAddress, Known> held = notes.get(about);
        Known known = held == null ? null : held.get(holder);
        if (held != null && known != null && known.life() == life(holder) && known.nanos() - askedNanos < 0) {
            held.remove(holder);
        }
    }

    /** Records a write that a node did not get; returns a number that identifies the write. */
    synchronized long missedWrite(NodeAddress node) {
        tickets++;
        writes.computeIfAbsent(node, address -> new HashSet<>()).add(tickets);
        return tickets;
    }

    /** Forgets a write that a node did not get, because notes now tell of it, or no node has it. */
    synchronized void writeNoted(NodeAddress node, long ticket) {
        writes.getOrDefault(node, new HashSet<>()).remove(ticket);
    }

    synchronized void missedTouch(NodeAddress node) {
        touches.add(node);
    }

    /** Returns the nodes that missed touches since the last call. */
    synchronized Set<NodeAddress> takeTouches() {
        Set<NodeAddress> taken = new HashSet<>(touches);
        touches.clear();
        return taken;
    }

    synchronized Missed missed(NodeAddress node) {
        Map<NodeAddress, Long> held = new HashMap<>();
        notes.getOrDefault(node, Map.of()).forEach((holder, known) -> held.put(holder, known.nonce()));
        return new Missed(Set.copyOf(writes.getOrDefault(node, Set.of())), held);
    }

    /** Returns whether a node with the given voucher has missed anything that the voucher does not reflect. */
    synchronized boolean hasMissed(NodeAddress node, @Nullable Voucher voucher) {
        if (!writes.getOrDefault(node, Set.of()).isEmpty()) {
            return true;
        }
        return notes.getOrDefault(node, Map.of()).values().stream()
                .anyMatch(known -> voucher == null || !voucher.consumed().contains(known.nonce()));
    }

    /** Forgets the misses that the voucher of a node now reflects, but no later miss. */
    synchronized void told(NodeAddress node, Missed known) {
        writes.getOrDefault(node, new HashSet<>()).removeAll(known.writes());
        Map<NodeAddress, Known> held = notes.getOrDefault(node, new HashMap<>());
        known.notes().forEach((holder, nonce) -> {
            Known now = held.get(holder);
            if (now != null && now.nonce() == nonce) {
                held.remove(holder);
            }
        });
    }
}
