package io.memshare.session;

import io.memshare.index.IndexEntry;

/**
 * An entry of an index, and a session that it leads to. Immutable.
 *
 * @param name the name of the record that the entry is for
 * @param entry the entry
 * @param sighting what stands there, or where a change of id led to from there
 */
record IndexedSession(String name, IndexEntry entry, Sighting sighting) {

    /** Returns whether this is a session that has a value in an index by what it says itself. */
    boolean has(String indexName, String value) {
        if (!(sighting instanceof Sighting.Living living)) {
            return false;
        }
        IndexMarker marker =
                IndexMarker.in(living.snapshot().state().attributes()).get(indexName);
        return marker != null && marker.value().equals(value);
    }
}
