package io.memshare.session;

import io.memshare.node.Key;
import io.memshare.replication.Replicas;
import io.memshare.state.Live;

/**
 * A session as found in the nodes, or left there by a write. Immutable.
 *
 * @param key the key of the id under which the request knows it, and under which it was found
 * @param present the key under which a change is written; differs from {@code key} only while names change
 * @param state the merged state
 * @param checksum the checksum of its bytes
 * @param lastAccessedMillis the time of its last use, in milliseconds since 1970
 * @param replicas the replicas found under the key
 * @param takenMillis the time of the snapshot by the clock of this server, in milliseconds since 1970
 */
record Snapshot(
        Key key, Key present, Live state, int checksum, long lastAccessedMillis, Replicas replicas, long takenMillis) {

    /** Creates the snapshot of a session that was found under its current name. */
    Snapshot(Key key, Live state, int checksum, long lastAccessedMillis, Replicas replicas, long takenMillis) {
        this(key, key, state, checksum, lastAccessedMillis, replicas, takenMillis);
    }

    /** Returns whether the session was found under a former name only. */
    boolean isUnderFormerName() {
        return !key.equals(present);
    }

    /** Returns the same session under another key. */
    Snapshot under(Key other, Replicas others) {
        return new Snapshot(other, state, checksum, lastAccessedMillis, others, takenMillis);
    }
}
