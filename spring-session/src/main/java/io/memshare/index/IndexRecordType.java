package io.memshare.index;

import io.memshare.codec.MalformedRecordException;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import io.memshare.replication.RecordType;

/**
 * The record type of indexes. It has no tombstones: an index without sessions is dropped after its lifetime. Immutable.
 */
final class IndexRecordType implements RecordType<IndexState> {

    static final String KIND = "index";

    private final IndexStateCodec codec = new IndexStateCodec();

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public byte[] encode(Key key, IndexState state) {
        return codec.encode(state);
    }

    @Override
    public IndexState decode(Key key, byte[] bytes) throws MalformedRecordException {
        return codec.decode(bytes);
    }

    @Override
    public IndexState merge(IndexState left, IndexState right) {
        return left.merge(right);
    }

    @Override
    public boolean isTombstone(IndexState state) {
        return false;
    }

    @Override
    public TimeToLive timeToLive(IndexState state) {
        return new TimeToLive(state.lifetimeSeconds());
    }
}
