package io.memshare.completeness;

import io.memshare.node.Channel;
import io.memshare.node.NodeAddress;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Changes vouchers, each by compare and set over the connection by which it was read. Safe for use by several threads.
 */
final class Vouchers {

    private final ServerProfile self;
    private final ControlCodec codec;
    private final Memory memory;
    private final Notes notes;
    private final CompletenessListener listener;

    Vouchers(ServerProfile self, Memory memory, Notes notes, CompletenessListener listener) {
        this.self = self;
        this.codec = self.codec();
        this.memory = memory;
        this.notes = notes;
        this.listener = listener;
    }

    /**
     * Returns how long a voucher is kept. The voucher of an incomplete node measures, on the node's clock, how long the
     * node has been incomplete.
     */
    private static TimeToLive timeToLive(Voucher voucher) {
        long lifetime = voucher.coverage().lifetimeSeconds();
        return voucher.complete() || lifetime > Long.MAX_VALUE / 2 ? TimeToLive.FOREVER : new TimeToLive(2 * lifetime);
    }

    /** Returns whether a node has been incomplete for the lifetime of all records. */
    static boolean isOutlived(Voucher voucher, Reply reply) {
        long lifetime = voucher.coverage().lifetimeSeconds();
        return lifetime <= Long.MAX_VALUE / 2 && reply instanceof Reply.Hit hit && hit.secondsLeft() <= lifetime;
    }

    /** Stores a voucher in place of the version that was seen. */
    CompletableFuture<Reply> put(NodeAddress node, Channel channel, Reply seen, Voucher voucher) {
        long expected = seen instanceof Reply.Hit hit ? hit.token() : Request.Put.NOTHING;
        return put(node, channel, expected, voucher);
    }

    CompletableFuture<Reply> put(NodeAddress node, Channel channel, long expected, Voucher voucher) {
        Request request = codec.replace(node, codec.keys().voucher(), voucher, timeToLive(voucher), expected);
        return channel.send(request).thenApply(reply -> {
            if (reply instanceof Reply.Stored) {
                Memory.Seen before = memory.lastSeen(node);
                memory.saw(node, voucher, self.nanos());
                report(node, before == null ? null : before.voucher(), voucher);
            }
            return reply;
        });
    }

    private void report(NodeAddress node, @Nullable Voucher before, Voucher now) {
        if (before == null || before.complete() != now.complete()) {
            if (now.complete()) {
                listener.complete(node);
            } else {
                listener.incomplete(node);
            }
        }
    }

    /** Stores the voucher of a node without a readable voucher. */
    CompletableFuture<Reply> create(
            NodeAddress node,
            Channel channel,
            Reply seen,
            Voucher.Coverage coverage,
            boolean complete,
            long evictions) {
        Memory.Missed known = memory.missed(node);
        Voucher empty = Voucher.empty(
                self.nonce(), self.nonce(), coverage, known.notes().values());
        Voucher voucher = complete ? empty.completed(self.nonce(), self.agreed().claims(node), evictions) : empty;
        return put(node, channel, seen, voucher).thenApply(reply -> forgetting(node, known, reply));
    }

    /**
     * Marks a node incomplete because it has missed writes.
     *
     * @param holders the reachable nodes, which may know from which token on
     */
    CompletableFuture<Reply> missed(
            NodeAddress node, Channel channel, Reply seen, Voucher voucher, Map<NodeAddress, Channel> holders) {
        Memory.Missed known = memory.missed(node);
        Map<NodeAddress, Channel> others = new HashMap<>(holders);
        others.remove(node);
        return notes.since(others, node)
                .thenCompose(since -> put(
                        node,
                        channel,
                        seen,
                        voucher.incomplete(self.nonce(), known.notes().values(), oldest(voucher, since))))
                .thenApply(reply -> forgetting(node, known, reply));
    }

    /** Marks a node incomplete that may lack any record. */
    CompletableFuture<Reply> lost(NodeAddress node, Channel channel, Reply seen, Voucher voucher) {
        Memory.Missed known = memory.missed(node);
        Voucher emptied = voucher.emptied(self.nonce(), known.notes().values());
        return put(node, channel, seen, emptied).thenApply(reply -> forgetting(node, known, reply));
    }

    /**
     * Returns the smaller token for each peer. If either source has no token for a peer, any of its records may be
     * missing.
     */
    private static Map<Long, MissedSince> oldest(Voucher voucher, Map<Long, MissedSince> now) {
        if (voucher.complete()) {
            return now;
        }
        Map<Long, MissedSince> oldest = new HashMap<>();
        voucher.since().forEach((peer, before) -> {
            MissedSince other = now.get(peer);
            if (other != null && other.life() == before.life()) {
                oldest.put(peer, Long.compareUnsigned(before.token(), other.token()) <= 0 ? before : other);
            }
        });
        return oldest;
    }

    private Reply forgetting(NodeAddress node, Memory.Missed known, Reply reply) {
        if (reply instanceof Reply.Stored) {
            memory.told(node, known);
        }
        return reply;
    }

    /** Returns the combined coverage if the voucher lacks kinds or lifetime, or null if it lacks nothing. */
    Voucher.@Nullable Coverage missing(Voucher voucher, Voucher.Coverage known) {
        Voucher.Coverage all = voucher.coverage().and(known);
        return all.equals(voucher.coverage()) ? null : all;
    }

    static boolean isConsumed(@Nullable Voucher voucher, Collection<Long> nonces) {
        return voucher != null && voucher.consumed().containsAll(nonces);
    }
}
