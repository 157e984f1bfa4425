package io.memshare.session;

import io.memshare.node.Key;
import io.memshare.replication.Replicas;
import io.memshare.state.Live;

/**
 * A session as it was found in the nodes, or left there. Immutable.
 *
 * @param key the key of the id under which the request knows it, and under which it was found
 * @param present the key under which a change is written; another one only while names change
 * @param state the merged state
 * @param checksum the checksum of its bytes
 * @param lastAccessedMillis when it was last used, in milliseconds since 1970
 * @param replicas what each node held under the key
 * @param takenMillis when that was, in milliseconds since 1970, by the clock of this server
 */
record Snapshot(
        Key key, Key present, Live state, int checksum, long lastAccessedMillis, Replicas replicas, long takenMillis) {

    /** Creates the snapshot of a session that was found under its present name. */
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
