package io.memshare.completeness;

import io.memshare.node.NodeAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * How far the compare-and-set tokens of each node had got at moments in the past. A token that is old enough is smaller than
 * that of any record whose write is still under way. Safe for use by several threads.
 */
final class TokenHistory {

    private static final int MOST = 16;

    private final Map<NodeAddress, Deque<Moment>> moments = new HashMap<>();

    private record Moment(long nanos, MissedSince reached) {}

    /**
     * Takes note of the token of an item that was stored just now.
     *
     * @param life the life that the node's voucher told over the same connection
     */
    synchronized void reached(NodeAddress node, long life, long token, long nowNanos) {
        Deque<Moment> all = moments.computeIfAbsent(node, address -> new ArrayDeque<>());
        all.addFirst(new Moment(nowNanos, new MissedSince(life, token)));
        if (all.size() > MOST) {
            all.removeLast();
        }
    }

    /** Returns the largest token that a node had given before a moment, or that of {@link MissedSince#EVERYTHING}. */
    synchronized MissedSince before(NodeAddress node, long nanos) {
        Deque<Moment> all = moments.getOrDefault(node, new ArrayDeque<>());
        for (Iterator<Moment> newestFirst = all.iterator(); newestFirst.hasNext(); ) {
            Moment moment = newestFirst.next();
            if (moment.nanos() - nanos <= 0) {
                return moment.reached();
            }
        }
        return MissedSince.EVERYTHING;
    }
}
