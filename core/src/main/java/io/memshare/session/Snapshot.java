package io.memshare.session;

import io.memshare.replication.Replicas;
import io.memshare.state.Live;

/**
 * A session as it was found in the nodes, or left there. Immutable.
 *
 * @param state the merged state
 * @param checksum the checksum of its bytes
 * @param lastAccessedMillis when it was last used, in milliseconds since 1970
 * @param replicas what each node held
 * @param takenMillis when that was, in milliseconds since 1970, by the clock of this server
 */
record Snapshot(Live state, int checksum, long lastAccessedMillis, Replicas replicas, long takenMillis) {

    /** Returns the same session with other replicas. */
    Snapshot basedOn(Replicas others) {
        return new Snapshot(state, checksum, lastAccessedMillis, others, takenMillis);
    }
}
