package io.memshare.session;

import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordCodec;
import io.memshare.crdt.LwwMap;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import io.memshare.replication.RecordType;
import io.memshare.state.Deleted;
import io.memshare.state.Live;
import io.memshare.state.Moved;
import io.memshare.state.Origin;
import io.memshare.state.SessionState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The record type of sessions. Immutable. */
final class SessionRecordType implements RecordType<SessionState> {

    /**
     * How long a node keeps a session after its expiry. The repository decides whether a session has expired; if the
     * node dropped it earlier, a session could vanish between two steps of a request.
     */
    static final Duration GRACE = Duration.ofMinutes(1);

    private final RecordCodec<SessionState> codec;
    private final SessionKeys keys;
    private final TimeToLive tombstone;
    private final SessionTimeouts timeouts;

    /**
     * Creates the type.
     *
     * @param codec the plain encoding of a session
     * @param keys tells which keys are session keys
     * @param tombstoneTtl the minimum retention of a deletion
     */
    SessionRecordType(RecordCodec<SessionState> codec, SessionKeys keys, Duration tombstoneTtl) {
        this(codec, keys, tombstoneTtl, new SessionTimeouts());
    }

    /**
     * Creates the type.
     *
     * @param codec the plain encoding of a session
     * @param keys tells which keys are session keys
     * @param tombstoneTtl the minimum retention of a deletion
     * @param timeouts tells the idle timeout of a session
     */
    SessionRecordType(
            RecordCodec<SessionState> codec, SessionKeys keys, Duration tombstoneTtl, SessionTimeouts timeouts) {
        this.codec = codec;
        this.keys = keys;
        this.tombstone = TimeToLive.of(tombstoneTtl);
        this.timeouts = timeouts;
    }

    SessionTimeouts timeouts() {
        return timeouts;
    }

    @Override
    public String kind() {
        return "session";
    }

    @Override
    public SessionState merge(SessionState left, SessionState right) {
        return left.merge(right);
    }

    @Override
    public boolean isTombstone(SessionState state) {
        return state.isTombstone();
    }

    @Override
    public boolean isFinal(SessionState state) {
        return state == Deleted.INSTANCE;
    }

    @Override
    public TimeToLive timeToLive(SessionState state) {
        return state instanceof Live live ? whole(timeouts.idleSeconds(live)) : tombstone;
    }

    /**
     * Returns the attributes of a session without obsolete removals. A node that was away may have a copy from before a
     * removal for as long as it keeps copies, so removals are retained as long as deletions are.
     *
     * @param attributes the attributes of the session
     * @param copies the maximum time for which a node keeps a copy of the session
     * @param nowMillis the current time in milliseconds since 1970
     */
    LwwMap withoutOldRemovals(LwwMap attributes, TimeToLive copies, long nowMillis) {
        TimeToLive remembered = tombstone.max(copies);
        boolean always = remembered.seconds() > nowMillis / 1000;
        return always ? attributes : attributes.withoutRemovalsBefore(nowMillis - 1000 * remembered.seconds());
    }

    /** Returns how long a session with the given idle timeout in seconds is kept; negative means forever. */
    static TimeToLive whole(long maxInactiveSeconds) {
        return maxInactiveSeconds < 0
                ? TimeToLive.FOREVER
                : new TimeToLive(saturated(maxInactiveSeconds, GRACE.toSeconds()));
    }

    /**
     * Returns the remaining time for which a session is kept, as of the time when it was found. The time since then is
     * not subtracted, because other requests may have used the session and extended its life unseen by this request.
     *
     * @param live the session
     * @param foundMillis when it was found, in milliseconds since 1970
     */
    TimeToLive remaining(Live live, long foundMillis) {
        TimeToLive whole = timeToLive(live);
        long idle = Math.max(0, foundMillis - live.lastAccessedMillis()) / 1000;
        return whole.isForever() ? whole : new TimeToLive(Math.max(1, whole.seconds() - idle));
    }

    private static long saturated(long seconds, long grace) {
        return seconds > Long.MAX_VALUE - grace ? Long.MAX_VALUE : seconds + grace;
    }

    @Override
    public byte[] encode(Key key, SessionState state) {
        return codec.encode(state);
    }

    @Override
    public SessionState decode(Key key, byte[] bytes) throws MalformedRecordException {
        SessionState state = codec.decode(bytes);
        if (!linksOnlySessions(state)) {
            throw new MalformedRecordException("the origin or a successor of a session is not the key of a session", 0);
        }
        return state;
    }

    private boolean linksOnlySessions(SessionState state) {
        if (state instanceof Live live) {
            return isOrigin(live.origin());
        }
        return !(state instanceof Moved moved)
                || (isOrigin(moved.origin())
                        && moved.successors().stream().allMatch(successor -> keys.isKey(successor.key())));
    }

    private boolean isOrigin(@Nullable Origin origin) {
        return origin == null || keys.isKey(origin.key());
    }
}
