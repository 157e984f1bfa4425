package io.memshare.index;

import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordCodec;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import io.memshare.replication.RecordType;

/** The record type of not-before times. It has no tombstones: an entry is dropped after its end. Immutable. */
final class NotBeforeRecordType implements RecordType<NotBeforeState> {

    static final String KIND = "not-before";

    private final RecordCodec<NotBeforeState> codec = new NotBeforeStateCodec();

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public byte[] encode(Key key, NotBeforeState state) {
        return codec.encode(state);
    }

    @Override
    public NotBeforeState decode(Key key, byte[] bytes) throws MalformedRecordException {
        return codec.decode(bytes);
    }

    @Override
    public NotBeforeState merge(NotBeforeState left, NotBeforeState right) {
        return left.merge(right);
    }

    @Override
    public boolean isTombstone(NotBeforeState state) {
        return false;
    }

    @Override
    public TimeToLive timeToLive(NotBeforeState state) {
        return new TimeToLive(state.lifetimeSeconds());
    }
}
