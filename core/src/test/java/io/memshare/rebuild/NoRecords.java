package io.memshare.rebuild;

import io.memshare.codec.MalformedRecordException;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import io.memshare.replication.RecordType;

/** For stores of which only the keys matter. */
final class NoRecords implements RecordType<Object> {

    @Override
    public String kind() {
        return "none";
    }

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
    public byte[] encode(Key key, Object state) {
        return new byte[0];
    }

    @Override
    public Object decode(Key key, byte[] bytes) throws MalformedRecordException {
        throw new MalformedRecordException("there are none", 0);
    }
}
