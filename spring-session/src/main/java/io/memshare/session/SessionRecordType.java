package io.memshare.session;

import io.memshare.codec.MalformedRecordException;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import io.memshare.replication.RecordType;
import io.memshare.state.Deleted;
import io.memshare.state.Live;
import io.memshare.state.Moved;
import io.memshare.state.Origin;
import io.memshare.state.SessionState;
import io.memshare.state.SessionStateCodec;
import org.jspecify.annotations.Nullable;

/** The record type of sessions. Immutable. */
final class SessionRecordType implements RecordType<SessionState> {

    private final SessionStateCodec codec;
    private final SessionKeys keys;
    private final Retention retention;

    /**
     * Creates the type.
     *
     * @param codec the plain encoding of a session
     * @param keys tells which keys are session keys
     * @param retention decides how long a session is kept
     */
    SessionRecordType(SessionStateCodec codec, SessionKeys keys, Retention retention) {
        this.codec = codec;
        this.keys = keys;
        this.retention = retention;
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
        return retention.full(state);
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
