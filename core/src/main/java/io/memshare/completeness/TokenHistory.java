package io.memshare.completeness;

import io.memshare.node.NodeAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Records how far the compare-and-set tokens of each node had advanced at past times. A token that is old enough is
 * smaller than that of any record whose write is still in progress. Safe for use by several threads.
 */
final class TokenHistory {

    private static final int MOST = 16;

    private final Map<NodeAddress, Deque<Moment>> moments = new HashMap<>();

    private record Moment(long nanos, MissedSince reached) {}

    /**
     * Records the token of an item that was just stored.
     *
     * @param life the life in the voucher that the node returned over the same connection
     */
    synchronized void reached(NodeAddress node, long life, long token, long nowNanos) {
        Deque<Moment> all = moments.computeIfAbsent(node, address -> new ArrayDeque<>());
        all.addFirst(new Moment(nowNanos, new MissedSince(life, token)));
        if (all.size() > MOST) {
            all.removeLast();
        }
    }

    /** Returns the largest token that a node had assigned before a given time, or {@link MissedSince#EVERYTHING}. */
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
