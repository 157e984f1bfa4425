package io.memshare.session;

import io.memshare.node.Key;
import io.memshare.replication.Replicas;
import io.memshare.state.Live;

/**
 * A session as it was found in the nodes, or left there. Immutable.
 *
 * @param key the key of the id under which the request knows it
 * @param state the merged state
 * @param checksum the checksum of its bytes
 * @param lastAccessedMillis when it was last used, in milliseconds since 1970
 * @param replicas what each node held under the key
 * @param takenMillis when that was, in milliseconds since 1970, by the clock of this server
 */
record Snapshot(Key key, Live state, int checksum, long lastAccessedMillis, Replicas replicas, long takenMillis) {

    /** Returns the same session under another key. */
    Snapshot under(Key other, Replicas others) {
        return new Snapshot(other, state, checksum, lastAccessedMillis, others, takenMillis);
    }
}
