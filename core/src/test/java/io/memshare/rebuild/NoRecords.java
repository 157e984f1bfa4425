package io.memshare.rebuild;

import io.memshare.codec.MalformedRecordException;
import io.memshare.node.TimeToLive;
import io.memshare.replication.RecordType;

/** For stores of which only the keys matter. */
final class NoRecords implements RecordType<Object> {

    @Override
    public Object merge(Object left, Object right) {
        return left;
    }

    @Override
    public boolean isTombstone(Object state) {
        return false;
    }

    @Override
    public TimeToLive timeToLive(Object state) {
        return TimeToLive.FOREVER;
    }

    @Override
    public byte[] encode(Object state) {
        return new byte[0];
    }

    @Override
    public Object decode(byte[] bytes) throws MalformedRecordException {
        throw new MalformedRecordException("there are none", 0);
    }
}
