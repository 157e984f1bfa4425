package io.memshare.replication;

import io.memshare.codec.MalformedRecordException;
import io.memshare.node.Key;

/**
 * A record type that records which records are large. As thread-safe as its parts.
 *
 * @param type the records
 * @param large receives the sizes
 * @param <S> the state of a record
 */
record MeasuredRecordType<S>(RecordType<S> type, LargeKeys large) implements ForwardingRecordType<S> {

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
}
