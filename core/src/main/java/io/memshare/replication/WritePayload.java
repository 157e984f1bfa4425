package io.memshare.replication;

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
record WritePayload<S>(S state, byte[] bytes, int checksum, TimeToLive timeToLive, boolean overrules) {}
