package io.memshare.replication;

import io.memshare.node.TimeToLive;

/**
 * What a write puts into the nodes. Immutable.
 *
 * @param bytes the bytes; shared, not to be changed
 * @param checksum their checksum
 * @param timeToLive how long the nodes keep them
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; the bytes are shared on purpose
record WritePayload(byte[] bytes, int checksum, TimeToLive timeToLive) {}
