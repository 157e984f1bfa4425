package io.memshare.index;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import io.memshare.replication.Replicas;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The result of reading the sessions that have a value. Immutable. */
public sealed interface IndexRead {

    /**
     * The content of the nodes that answered.
     *
     * @param entries the entries by the names of the sessions' records
     * @param latest the latest timestamp; a change must have a later timestamp
     * @param basis the basis of a change
     */
    record Entries(Map<String, IndexEntry> entries, HybridTimestamp latest, Basis basis) implements IndexRead {

        public Entries {
            entries = Map.copyOf(entries);
        }

        /** Returns how long any of the sessions may still be stored. */
        public TimeToLive lifetime() {
            return new TimeToLive(basis.state().lifetimeSeconds());
        }

        /**
         * Returns when a session was entered last: at first, under another id, or again after a while.
         *
         * @param session the name of the session's record, which is in the entries
         */
        public HybridTimestamp enteredAt(String session) {
            return Objects.requireNonNull(basis.state().entries().get(session)).timestamp();
        }
    }

    /**
     * Too few nodes answered; there may be unknown sessions.
     *
     * @param reason the reason, human-readable
     */
    record Unknown(String reason) implements IndexRead {}

    /** An index record as found. Opaque outside of this package. */
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

        /** Returns a copy without the given sessions. */
        Basis without(Set<String> sessions) {
            return new Basis(key, state.without(sessions), replicas);
        }
    }
}
