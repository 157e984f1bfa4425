package io.memshare.index;

import io.memshare.codec.MalformedRecordException;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import io.memshare.replication.RecordType;
import java.util.function.BinaryOperator;
import java.util.function.ToLongFunction;

/**
 * The type of records that consist of entries. It has no tombstones: entries are dropped one by one, and a record is
 * kept for its own lifetime. Immutable.
 *
 * @param kind the kind of record
 * @param codec encodes and decodes the records
 * @param join returns the least upper bound of two states
 * @param lifetimeSeconds returns the lifetime of a state
 * @param <S> the state of a record
 */
record EntriesRecordType<S>(
        String kind, RecordCodec<S> codec, BinaryOperator<S> join, ToLongFunction<S> lifetimeSeconds)
        implements RecordType<S> {

    @Override
    public byte[] encode(Key key, S state) {
        return codec.encode(state);
    }

    @Override
    public S decode(Key key, byte[] bytes) throws MalformedRecordException {
        return codec.decode(bytes);
    }

    @Override
    public S merge(S left, S right) {
        return join.apply(left, right);
    }

    @Override
    public boolean isTombstone(S state) {
        return false;
    }

    @Override
    public TimeToLive timeToLive(S state) {
        return new TimeToLive(lifetimeSeconds.applyAsLong(state));
    }
}
