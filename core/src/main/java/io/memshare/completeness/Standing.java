package io.memshare.completeness;

import io.memshare.node.Channel;
import org.jspecify.annotations.Nullable;

/**
 * What a node vouched for at one moment, and over which connection it said so. Immutable.
 *
 * @param kind what it vouched for
 * @param voucher its voucher, null if nothing is known
 * @param token the compare-and-set token of the voucher
 * @param channel the connection to which the token belongs
 */
public record Standing(Kind kind, @Nullable Voucher voucher, long token, Channel channel) {

    /** What a node vouched for. */
    public enum Kind {
        /** It holds every record that it should. */
        COMPLETE,
        /** It has missed records, and lost none that it took: its word counts where majorities do. */
        INTACT,
        /** It has missed records. */
        INCOMPLETE,
        /** Nothing that counts: it gave no answer, has no voucher, or missed a write just now. */
        UNKNOWN
    }

    /** Returns whether the node's word counted. */
    public boolean counts() {
        return kind == Kind.COMPLETE || kind == Kind.INTACT;
    }

    /** Returns whether the node has missed records, all of which its voucher tells. */
    public boolean isToBeCompleted() {
        return kind == Kind.INTACT || kind == Kind.INCOMPLETE;
    }

    /** Returns whether the voucher is still the same, so that nothing was missed or lost in between. */
    public boolean isSameAs(Standing other) {
        return kind == other.kind
                && voucher != null
                && other.voucher != null
                && voucher.nonce() == other.voucher.nonce()
                && channel == other.channel;
    }
}
