package io.memshare.replication;

import io.memshare.node.Reply;
import io.memshare.node.TimeToLive;
import java.util.Optional;

/**
 * Decides how long the nodes keep a record. Every time to live that replication computes itself is computed here. No
 * I/O and no clock. Immutable.
 *
 * @param type the type of the record, which specifies the full time to live of each state
 */
record RecordRetention<S>(RecordType<S> type) {

    /**
     * Returns how long a written state is kept.
     *
     * @param state the state, possibly merged with states of other writers
     * @param requested the time to live that the writer asked for
     */
    TimeToLive written(S state, TimeToLive requested) {
        return requested.max(type.timeToLive(state));
    }

    /**
     * Returns how long a record must still be kept, derived from the most recently used replica.
     *
     * <p>A tombstone may be stored for longer than its type specifies, to outlive the copies that it supersedes. It is
     * never used, so its remaining time is taken from the nodes.
     */
    TimeToLive left(ReadResult.Found<S> found) {
        TimeToLive full = type.timeToLive(found.state());
        if (type.isTombstone(found.state())) {
            return found.replicas().longestLeft(found.checksum()).orElse(full);
        }
        return found.idleSeconds() < 0 ? full : full.minus(found.idleSeconds());
    }

    /**
     * Returns how long a replica was not touched.
     *
     * @param state the state of the replica
     * @param secondsLeft the seconds until its node drops it, or {@link Reply#FOREVER}
     * @return -1 if the replica never expires
     */
    long idleSeconds(S state, long secondsLeft) {
        return secondsLeft == Reply.FOREVER
                ? -1
                : Math.max(0, type.timeToLive(state).seconds() - secondsLeft);
    }

    /** Returns the shorter of two idle times, of which -1 is unknown. */
    static long shorterIdle(long one, long other) {
        return one < 0 || other < 0 ? Math.max(one, other) : Math.min(one, other);
    }

    /** Returns whether a touch gives a replica at least a second more. */
    static boolean gains(ReplicaState.Present replica, TimeToLive touch) {
        return replica.secondsLeft() < touch.seconds();
    }

    /** Returns whether a replica missed a use. Nodes count whole seconds, so a difference of a second is ignored. */
    static boolean lags(ReplicaState.Present replica, TimeToLive left) {
        return replica.secondsLeft() != Reply.FOREVER && replica.secondsLeft() < left.seconds() - 1;
    }

    /**
     * Returns the correct time to live of a state whose node was touched for another state.
     *
     * @param state the state that the node holds
     * @param secondsLeft the seconds that it had left before the touch
     */
    TimeToLive misdirected(S state, long secondsLeft) {
        TimeToLive full = type.timeToLive(state);
        return type.isTombstone(state) ? full.max(TimeToLive.ofSeconds(secondsLeft)) : full;
    }

    /**
     * Returns the time to live that a touch has shortened, because it arrived after a touch with a longer time.
     *
     * @param touch the time to live of the late touch
     * @param secondsLeft the seconds that the state had left before it
     */
    static Optional<TimeToLive> shortened(TimeToLive touch, long secondsLeft) {
        return secondsLeft > touch.seconds() ? Optional.of(TimeToLive.ofSeconds(secondsLeft)) : Optional.empty();
    }
}
