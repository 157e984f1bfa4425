package io.memshare.completeness;

import io.memshare.node.Channel;
import io.memshare.node.NodeAddress;
import org.jspecify.annotations.Nullable;

/**
 * The completeness of a node at a point in time, and the connection over which it was reported. Immutable.
 *
 * @param kind the kind of status
 * @param voucher its voucher, null if unknown
 * @param token the compare-and-set token of the voucher
 * @param channel the connection to which the token belongs
 */
public record VoucherStatus(Kind kind, @Nullable Voucher voucher, long token, Channel channel) {

    /** The kinds of status. */
    public enum Kind {
        /** The node holds every record that it should. */
        COMPLETE,
        /** The node has missed records, but lost none that it took: it counts under quorum consistency. */
        INTACT,
        /** The node has missed records. */
        INCOMPLETE,
        /** Unknown: the node gave no answer, has no voucher, or has just missed a write. */
        UNKNOWN
    }

    /** Returns whether the node counted. */
    public boolean counts() {
        return kind == Kind.COMPLETE || kind == Kind.INTACT;
    }

    /** Returns whether the node has missed records, and its voucher reflects all of them. */
    public boolean isToBeCompleted() {
        return kind == Kind.INTACT || kind == Kind.INCOMPLETE;
    }

    /**
     * Returns the token from which on the records of a peer may be missing on this node, which is incomplete.
     *
     * @param address the address of the peer
     * @param peer the status of the peer
     * @return the token, 0 for every record
     */
    public long missingSince(NodeAddress address, VoucherStatus peer) {
        if (voucher == null || peer.voucher == null) {
            return 0;
        }
        MissedSince since = voucher.since().get(ControlKeys.hash(address));
        return since == null || since.life() != peer.voucher.life() ? 0 : since.token();
    }

    /** Returns whether the voucher is unchanged, so that the node missed and lost nothing in between. */
    public boolean isSameAs(VoucherStatus other) {
        return kind == other.kind
                && voucher != null
                && other.voucher != null
                && voucher.nonce() == other.voucher.nonce()
                && channel == other.channel;
    }
}
