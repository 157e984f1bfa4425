package io.memshare.completeness;

import io.memshare.node.Channel;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Decides which nodes lack records and can be filled, and declares those complete that were filled. Safe for use by
 * several threads.
 */
public final class NodeFilling {

    private final ServerProfile self;
    private final ControlCodec codec;
    private final Memory memory;
    private final ListAgreement agreement;
    private final Vouchers vouchers;
    private final KnownKinds kinds;
    private final Evictions evictions;

    NodeFilling(
            ServerProfile self,
            Memory memory,
            ListAgreement agreement,
            Vouchers vouchers,
            KnownKinds kinds,
            Evictions evictions) {
        this.self = self;
        this.codec = self.codec();
        this.memory = memory;
        this.agreement = agreement;
        this.vouchers = vouchers;
        this.kinds = kinds;
        this.evictions = evictions;
    }

    /**
     * Returns whether a node lacked records at the last poll that it should hold now or after a change of the list of
     * nodes. Queries no node.
     *
     * @param node the node
     */
    public boolean wasIncomplete(Replica node) {
        Memory.Seen seen = memory.lastSeen(node.address());
        return seen != null && !agreement.isFilled(node.address(), seen.voucher());
    }

    /**
     * Returns whether a node that was incomplete at the last poll can be rebuilt: all servers agree on it, and no write
     * is in progress that the node took before it became incomplete.
     *
     * @param node the node
     */
    public boolean isRebuildable(Replica node) {
        Memory.Seen seen = memory.lastSeen(node.address());
        return seen != null
                && self.nanos() - seen.sinceNanos() >= self.longWriteNanos()
                && !memory.hasMissed(node.address(), seen.voucher())
                && agreement.isAgreedOn(node.address());
    }

    /**
     * Queries the voucher of a node.
     *
     * @param node the node
     * @return its status; never completes exceptionally
     */
    public CompletableFuture<VoucherStatus> status(Replica node) {
        Channel channel = node.connection();
        return channel.send(new Request.Get(codec.keys().voucher(), true)).thenApply(reply -> {
            Voucher voucher = codec.voucher(node.address(), reply);
            if (!(reply instanceof Reply.Hit hit) || voucher == null) {
                return new VoucherStatus(VoucherStatus.Kind.UNKNOWN, null, 0, channel);
            }
            boolean missed = memory.hasMissed(node.address(), voucher);
            return new VoucherStatus(
                    missed ? VoucherStatus.Kind.UNKNOWN : agreement.kind(node.address(), voucher),
                    voucher,
                    hit.token(),
                    channel);
        });
    }

    /**
     * Returns whether a node holds a note about another node that is not reflected in the latter's voucher.
     *
     * @param holder the node to query
     * @param about the other node
     * @param status the status of the other node
     * @return true also if the holder gave no answer; never completes exceptionally
     */
    public CompletableFuture<Boolean> hasNoted(Replica holder, Replica about, VoucherStatus status) {
        Request get = new Request.Get(codec.keys().note(about.address()), true);
        return holder.connection().send(get).thenApply(reply -> {
            Note note = codec.note(holder.address(), get.key(), reply);
            boolean told = note == null || Vouchers.isConsumed(status.voucher(), List.of(note.nonce()));
            return !Survey.isAnswer(reply) || !told;
        });
    }

    /**
     * Declares a node complete after it has received everything that it lacked.
     *
     * @param node the node
     * @param since its status before the search for missing records started
     * @return whether it is complete now; false if it has missed a write, or lost its memory or its connection since
     *     then. Never completes exceptionally
     */
    public CompletableFuture<Boolean> completed(Replica node, VoucherStatus since) {
        Voucher voucher = since.voucher();
        if (voucher == null
                || !isToBeFilled(node, since)
                || memory.hasMissed(node.address(), voucher)
                || !agreement.isAgreedOn(node.address())) {
            return CompletableFuture.completedFuture(false);
        }
        Voucher complete =
                voucher.completed(self.nonce(), self.agreed().claims(node.address()), evictions.count(node.address()));
        return vouchers.put(node.address(), since.channel(), since.token(), complete)
                .thenApply(Reply.Stored.class::isInstance);
    }

    /**
     * Makes a complete node incomplete, as if it lacked everything, so that it is rebuilt.
     *
     * @param node the node
     * @return whether it is incomplete now, or already was; never completes exceptionally
     */
    public CompletableFuture<Boolean> setBack(Replica node) {
        return status(node).thenCompose(status -> {
            Voucher voucher = status.voucher();
            if (voucher == null || !voucher.complete()) {
                return CompletableFuture.completedFuture(voucher != null);
            }
            Voucher lacking = voucher.incomplete(self.nonce(), List.of(), Map.of());
            return vouchers.put(node.address(), status.channel(), status.token(), lacking)
                    .thenApply(Reply.Stored.class::isInstance);
        });
    }

    /**
     * Returns how many unexpired items a node has evicted, according to the last count.
     *
     * @param node the node
     */
    public long evictions(NodeAddress node) {
        return evictions.count(node);
    }

    /**
     * Returns whether every known server uses a node in the same way as this server, so that a rebuild may make it
     * complete.
     *
     * @param node the node
     */
    public boolean isAgreedOn(Replica node) {
        return agreement.isAgreedOn(node.address());
    }

    /**
     * Returns whether a node lacks records that it should hold now or after a change of the list of nodes, and its
     * voucher reflects every write that it has missed.
     *
     * @param node the node
     * @param status its status
     */
    public boolean isToBeFilled(Replica node, VoucherStatus status) {
        Voucher voucher = status.voucher();
        return voucher != null
                && status.kind() != VoucherStatus.Kind.UNKNOWN
                && !agreement.isFilled(node.address(), voucher);
    }

    /**
     * Returns whether a node lacks nothing but writes that its voucher tells of.
     *
     * @param node the node
     * @param status its status
     */
    public boolean lacksOnlyMissedWrites(Replica node, VoucherStatus status) {
        return agreement.lacksOnlyMissedWrites(node.address(), status.voucher());
    }

    /**
     * Returns whether this server knows all kinds of records that any node is known to hold.
     *
     * @param statuses the statuses of the nodes
     */
    public boolean knowsAllKinds(List<VoucherStatus> statuses) {
        return kinds.include(statuses);
    }

    /**
     * Returns whether this server knows all kinds of records that any node was known to hold at the last poll. Queries
     * no node.
     *
     * @param nodes the nodes
     */
    public boolean knewAllKinds(List<? extends Replica> nodes) {
        return kinds.includeLast(nodes);
    }
}
