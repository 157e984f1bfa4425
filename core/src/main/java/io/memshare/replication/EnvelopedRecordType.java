package io.memshare.replication;

import io.memshare.codec.Envelope;
import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordId;
import io.memshare.node.Key;

/**
 * A record type whose bytes are stored in an envelope. As thread-safe as its parts.
 *
 * @param type the type of the plain records
 * @param envelope their outer form
 * @param namespace the namespace of their keys
 * @param <S> the state of a record
 */
record EnvelopedRecordType<S>(RecordType<S> type, Envelope envelope, String namespace)
        implements ForwardingRecordType<S> {

    @Override
    public byte[] encode(Key key, S state) {
        return envelope.wrap(id(key), type.encode(key, state));
    }

    @Override
    public S decode(Key key, byte[] bytes) throws MalformedRecordException {
        return type.decode(key, envelope.unwrap(id(key), bytes));
    }

    @Override
    public boolean isCurrent(byte[] bytes) {
        return envelope.isCurrent(bytes) && type.isCurrent(bytes);
    }

    private RecordId id(Key key) {
        return new RecordId(namespace, kind(), key);
    }
}
