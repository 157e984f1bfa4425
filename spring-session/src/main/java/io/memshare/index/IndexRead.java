package io.memshare.index;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.node.Key;
import io.memshare.replication.Replicas;
import java.util.Map;
import java.util.Set;

/** What came of reading the sessions that have a value. Immutable. */
public sealed interface IndexRead {

    /**
     * What the nodes that answered have.
     *
     * @param entries the entries, by the names of the sessions' records
     * @param latest a change has to bear a later timestamp
     * @param basis what a change starts from
     */
    record Entries(Map<String, IndexEntry> entries, HybridTimestamp latest, Basis basis) implements IndexRead {

        public Entries {
            entries = Map.copyOf(entries);
        }
    }

    /**
     * Too few nodes answered; there may be sessions that are not known.
     *
     * @param reason why, as human-readable text
     */
    record Unknown(String reason) implements IndexRead {}

    /** An index record as it was found. Opaque outside of this package. */
    final class Basis {

        private final Key key;
        private final IndexState state;
        private final Replicas replicas;

        Basis(Key key, IndexState state, Replicas replicas) {
            this.key = key;
            this.state = state;
            this.replicas = replicas;
        }

        Key key() {
            return key;
        }

        IndexState state() {
            return state;
        }

        Replicas replicas() {
            return replicas;
        }

        /** Returns the same without some sessions. */
        Basis without(Set<String> sessions) {
            return new Basis(key, state.without(sessions), replicas);
        }
    }
}
