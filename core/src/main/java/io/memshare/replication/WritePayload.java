package io.memshare.replication;

import io.memshare.node.Key;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;

/**
 * The content that a write stores. Immutable.
 *
 * @param state the state
 * @param bytes its bytes; shared, not to be modified
 * @param checksum their checksum
 * @param timeToLive how long the nodes keep them
 * @param overrules whether it may overwrite bytes of an unknown format
 * @param <S> the state of a record
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are shared on purpose
record WritePayload<S>(S state, byte[] bytes, int checksum, TimeToLive timeToLive, boolean overrules) {

    /** Returns the request that stores this in place of the content with a token. */
    Request put(Key key, long expected) {
        return new Request.Put(key, bytes, checksum, timeToLive, expected);
    }

    /** Returns the content of a replica that has just stored this. */
    ReplicaState.Present stored(long token) {
        return new ReplicaState.Present(token, checksum, timeToLive.seconds());
    }
}
