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

/** Sessions as a type of record. Immutable. */
final class SessionRecordType implements RecordType<SessionState> {

    /**
     * For how long a node keeps a session after it has expired. Whether a session has expired is decided by the repository;
     * the node must not be faster, or a session could vanish between two steps of one request.
     */
    static final Duration GRACE = Duration.ofMinutes(1);

    private final RecordCodec<SessionState> codec;
    private final SessionKeys keys;
    private final TimeToLive tombstone;

    /**
     * @param codec the plain bytes of a session
     * @param keys tells what can be the key of a session
     * @param tombstoneTtl how long a deletion is remembered at least
     */
    SessionRecordType(RecordCodec<SessionState> codec, SessionKeys keys, Duration tombstoneTtl) {
        this.codec = codec;
        this.keys = keys;
        this.tombstone = TimeToLive.of(tombstoneTtl);
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
        return state instanceof Live live ? whole(live.maxInactiveSeconds().value()) : tombstone;
    }

    /**
     * Returns the attributes of a session without the removals that nobody can contradict any more. A node that was away may have a
     * copy from before a removal for as long as it keeps copies, so removals are remembered as long as deletions are.
     *
     * @param attributes the attributes of the session
     * @param copies how long a node keeps a copy of the session at most
     * @param nowMillis the time now, in milliseconds since 1970
     */
    LwwMap withoutOldRemovals(LwwMap attributes, TimeToLive copies, long nowMillis) {
        TimeToLive remembered = tombstone.max(copies);
        boolean always = remembered.seconds() > nowMillis / 1000;
        return always ? attributes : attributes.withoutRemovalsBefore(nowMillis - 1000 * remembered.seconds());
    }

    /** Returns how long a session is kept that may be idle for the given seconds, negative for ever. */
    static TimeToLive whole(long maxInactiveSeconds) {
        return maxInactiveSeconds < 0
                ? TimeToLive.FOREVER
                : new TimeToLive(saturated(maxInactiveSeconds, GRACE.toSeconds()));
    }

    /**
     * Returns how long a session is still to be kept. One that was last used before it was found is kept for the rest of its
     * time only. The time since then does not count: meanwhile others may have used the session and lengthened its life,
     * unseen by this request.
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
