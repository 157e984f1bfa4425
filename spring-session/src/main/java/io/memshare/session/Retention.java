package io.memshare.session;

import io.memshare.crdt.LwwMap;
import io.memshare.node.TimeToLive;
import io.memshare.replication.Replicas;
import io.memshare.state.Deleted;
import io.memshare.state.Live;
import io.memshare.state.SessionState;
import java.time.Duration;
import java.util.Collection;

/**
 * Decides how long sessions, their tombstones, their removed attributes and their index entries are kept. No I/O and no
 * clock. Immutable but for the timeouts, which are configured once.
 *
 * @param tombstone the minimum retention of tombstones and of removed attributes
 * @param timeouts decide when a session has expired
 */
record Retention(TimeToLive tombstone, SessionTimeouts timeouts) {

    /**
     * How long a node keeps a session after its expiry. The repository decides whether a session has expired; if the
     * node dropped it earlier, a session could vanish between two steps of a request.
     */
    static final Duration GRACE = Duration.ofMinutes(1);

    private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

    private static final long LONGEST_UNDER_FORMER_NAME_SECONDS = 600;

    /** The age above which an index entry without a session refers to a session that will never be written. */
    private static final long NEVER_WRITTEN_MILLIS = 3_600_000;

    /** The maximum time between entering a session into an index and writing it. */
    private static final long WRITTEN_WITHIN_MILLIS = 60_000;

    /** Nodes count whole seconds, and so does a comparison of their times to live with a clock. */
    private static final long PRECISION_MILLIS = 2000;

    /**
     * Creates the retention of an application.
     *
     * @param tombstoneTtl the minimum retention of a deletion
     */
    static Retention of(Duration tombstoneTtl) {
        return of(tombstoneTtl, new SessionTimeouts());
    }

    /** Creates the retention of an application with further timeouts. */
    static Retention of(Duration tombstoneTtl, SessionTimeouts timeouts) {
        return new Retention(TimeToLive.of(tombstoneTtl), timeouts);
    }

    /** Returns how long an unused session is kept; a negative idle timeout in seconds means forever. */
    static TimeToLive full(long maxInactiveSeconds) {
        return maxInactiveSeconds < 0
                ? TimeToLive.FOREVER
                : TimeToLive.ofSeconds(GRACE.toSeconds()).plus(maxInactiveSeconds);
    }

    /** Returns how long a state is kept after its last use. */
    TimeToLive full(SessionState state) {
        return state instanceof Live live ? full(timeouts.idleSeconds(live)) : tombstone;
    }

    /** Returns how long a copy of a state may live that has not seen the last login or logout. */
    private TimeToLive longest(SessionState state) {
        return state instanceof Live live ? full(live.maxInactiveSeconds().value()) : tombstone;
    }

    /**
     * Returns the remaining time for which a state is kept, as of the time when it was found. The time since then is
     * not subtracted, because other requests may have used the session and extended its life unseen by this request.
     *
     * @param state the state; a tombstone has its full time left
     * @param foundMillis when it was found, in milliseconds since 1970
     */
    TimeToLive remaining(SessionState state, long foundMillis) {
        return state instanceof Live live
                ? full(live).minus(Math.max(0, foundMillis - live.lastAccessedMillis()) / 1000)
                : full(state);
    }

    /**
     * Returns how long a tombstone is kept that supersedes other states: at least as long as any unreachable copy of
     * them may live.
     */
    TimeToLive superseding(SessionState tombstone, Collection<? extends SessionState> superseded) {
        return superseded.stream().map(this::longest).reduce(full(tombstone), TimeToLive::max);
    }

    /** Returns how long a deletion is kept that replaces the given states and copies. */
    TimeToLive deletion(Collection<? extends SessionState> superseded, Replicas copies) {
        TimeToLive states = superseding(Deleted.INSTANCE, superseded);
        return copies.longestLeft().map(states::max).orElse(states);
    }

    /**
     * Returns the new time to live of a tombstone that was read. If a touch of the session was carried out late, after
     * the tombstone was stored, the node would drop the tombstone too early; it gets the longest time of any node. All
     * of them may have been touched late, so if less than half of the full time is left, it gets the full time again.
     */
    TimeToLive reread(SessionState tombstone, Replicas copies) {
        TimeToLive full = full(tombstone);
        return copies.longestLeft()
                .filter(longest -> longest.seconds() >= full.seconds() / 2)
                .orElse(full);
    }

    /**
     * Returns the attributes of a session without obsolete removals. A node that was away may have a copy from before a
     * removal for as long as it keeps copies, so removals are retained as long as deletions are.
     *
     * @param attributes the attributes of the session
     * @param before the session as found, which may have another idle timeout
     * @param maxInactiveSeconds the idle timeout, negative for never
     * @param nowMillis the current time in milliseconds since 1970
     */
    LwwMap withoutOldRemovals(LwwMap attributes, Live before, long maxInactiveSeconds, long nowMillis) {
        TimeToLive kept = tombstone.max(longest(before)).max(full(maxInactiveSeconds));
        boolean always = kept.seconds() > nowMillis / 1000;
        return always ? attributes : attributes.withoutRemovalsBefore(nowMillis - 1000 * kept.seconds());
    }

    /**
     * Returns the time of the last use of a session. It is derived from the times to live in the nodes, which each use
     * resets. They count in whole seconds, so the time in the record is preferred if it agrees within that precision.
     *
     * @param idleSeconds how long no node was touched, -1 if unknown
     */
    static long lastAccessedMillis(Live live, long idleSeconds, long nowMillis) {
        if (idleSeconds < 0) {
            return live.lastAccessedMillis();
        }
        long byNodes = nowMillis - 1000 * Math.max(0, idleSeconds - 1);
        boolean same = Math.abs(byNodes - live.lastAccessedMillis()) <= PRECISION_MILLIS;
        return same ? Math.min(live.lastAccessedMillis(), nowMillis) : byNodes;
    }

    /**
     * Returns whether a session under a former name that is only read must be written under its current name. It stays
     * under the former name for a while, so that servers that disagree about the current name do not write. It gets its
     * current name before the former name is dropped, because it could not live that long without a use.
     */
    static boolean isRenamingDue(Live live, long nowMillis) {
        long idle = live.maxInactiveSeconds().value();
        long wait =
                idle < 0 ? LONGEST_UNDER_FORMER_NAME_SECONDS : Math.min(idle / 2, LONGEST_UNDER_FORMER_NAME_SECONDS);
        return nowMillis - live.lastAccessedMillis() >= 1000 * wait;
    }

    /**
     * Returns how long an index entry is valid: at least a day longer than its session, so that a session in use is
     * entered again at most once a day.
     */
    static TimeToLive indexEntry(long maxInactiveSeconds) {
        TimeToLive session = full(maxInactiveSeconds);
        return session.plus(Math.max(DAY_SECONDS, session.seconds()));
    }

    /** Returns whether a session that was entered into an index, and was not found, will never be written. */
    static boolean isNeverWritten(long enteredMillis, long nowMillis) {
        return enteredMillis < nowMillis - NEVER_WRITTEN_MILLIS;
    }

    /** Returns whether a session that was entered into an index may be about to be written. */
    static boolean isBeingWritten(long enteredMillis, long nowMillis) {
        return enteredMillis > nowMillis - WRITTEN_WITHIN_MILLIS;
    }

    /** Returns the end of a time to live in seconds since 1970. */
    static long endSeconds(TimeToLive timeToLive, long nowMillis) {
        return timeToLive.plus(nowMillis / 1000).seconds();
    }
}
