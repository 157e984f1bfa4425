package io.memshare.replication;

import io.memshare.codec.MalformedRecordException;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;

/**
 * A record type that records which records are large. As thread-safe as its parts.
 *
 * @param type the records
 * @param large receives the sizes
 * @param <S> the state of a record
 */
record MeasuredRecordType<S>(RecordType<S> type, LargeKeys large) implements RecordType<S> {

    @Override
    public String kind() {
        return type.kind();
    }

    @Override
    public byte[] encode(Key key, S state) {
        byte[] bytes = type.encode(key, state);
        large.saw(key, bytes.length);
        return bytes;
    }

    @Override
    public S decode(Key key, byte[] bytes) throws MalformedRecordException {
        large.saw(key, bytes.length);
        return type.decode(key, bytes);
    }

    @Override
    public boolean isCurrent(byte[] bytes) {
        return type.isCurrent(bytes);
    }

    @Override
    public S merge(S left, S right) {
        return type.merge(left, right);
    }

    @Override
    public boolean isTombstone(S state) {
        return type.isTombstone(state);
    }

    @Override
    public boolean isFinal(S state) {
        return type.isFinal(state);
    }

    @Override
    public TimeToLive timeToLive(S state) {
        return type.timeToLive(state);
    }
}
