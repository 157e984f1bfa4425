package io.memshare.completeness;

import io.memshare.completeness.ControlCodec.Legibility;
import io.memshare.node.NodeAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides which vouchers that this server cannot read are left alone. A voucher of a later version always is. A voucher
 * that was not sealed with a key of this server is forged, or belongs to servers with another key. As long as such
 * servers run, they replace the directories that they cannot read, and are noticed by that; if none was noticed for as
 * long as an announcement lasts, the voucher is replaced, so that no forger takes away a node for good. Safe for use by
 * several threads.
 */
final class UnreadableVouchers {

    private final long presenceNanos;
    private final Map<NodeAddress, Long> since = new ConcurrentHashMap<>();
    private volatile boolean noticed;
    private volatile long noticedNanos;

    /** Creates a judge; {@code presenceNanos} is how long an announcement lasts. */
    UnreadableVouchers(long presenceNanos) {
        this.presenceNanos = presenceNanos;
    }

    /** Records that a server with another key has written to a node. Needed only while there is such a voucher. */
    void noticeOtherKey(long nowNanos) {
        noticedNanos = nowNanos;
        noticed = true;
    }

    /** Returns whether the voucher that a node has just returned must not be replaced. */
    boolean isLeftAlone(NodeAddress node, Legibility legibility, long nowNanos) {
        if (legibility != Legibility.OTHER_KEY) {
            since.remove(node);
            return legibility == Legibility.LATER_VERSION;
        }
        long seen = since.computeIfAbsent(node, same -> nowNanos);
        boolean otherKeyIsInUse = noticed && nowNanos - noticedNanos < presenceNanos;
        return otherKeyIsInUse || nowNanos - seen < presenceNanos;
    }
}
