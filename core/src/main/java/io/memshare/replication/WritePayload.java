package io.memshare.replication;

import io.memshare.node.TimeToLive;

/**
 * What a write puts into the nodes. Immutable.
 *
 * @param state the state
 * @param bytes its bytes; shared, not to be changed
 * @param checksum their checksum
 * @param timeToLive how long the nodes keep them
 * @param overrules whether it may be put over bytes of an unknown format
 * @param <S> the state of a record
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; the bytes are shared on purpose
record WritePayload<S>(S state, byte[] bytes, int checksum, TimeToLive timeToLive, boolean overrules) {}
