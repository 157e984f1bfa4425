package io.memshare.session;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.index.IndexEntry;
import org.jspecify.annotations.Nullable;

/**
 * An entry of an index, and a session that it leads to. Immutable.
 *
 * @param name the name of the record that the entry refers to
 * @param entry the entry
 * @param enteredAt when it was written last
 * @param result the content of that record, or of a record to which a change of id led from there
 */
record IndexedSession(String name, IndexEntry entry, HybridTimestamp enteredAt, LookupResult result) {

    /** Returns whether this is a session that has a value in an index according to its own marker. */
    boolean has(String indexName, String value) {
        return result instanceof LookupResult.Living && had(indexName, value);
    }

    /** Returns whether this is a session that has a value, or had it when it ended. */
    boolean had(String indexName, String value) {
        IndexMarker marker = marker(indexName);
        return marker != null && marker.value().equals(value);
    }

    /**
     * Returns whether the session may be about to be written, or to get its value. One that lost its value after it was
     * entered is not: the value that it was entered for is older than the removal, which therefore stays.
     */
    boolean isOpen(String indexName) {
        if (!(result instanceof LookupResult.Living living)) {
            return result instanceof LookupResult.Nothing;
        }
        LwwMap attributes = living.snapshot().state().attributes();
        LwwMap.Entry last = attributes.get(IndexMarker.attributeName(indexName));
        boolean left = last != null && last.isRemoval() && last.timestamp().compareTo(enteredAt) > 0;
        return !left && marker(indexName) == null;
    }

    /** Returns the marker of the session for an index, or null if there is no session or no marker. */
    @Nullable IndexMarker marker(String indexName) {
        if (result instanceof LookupResult.Living living) {
            return IndexMarker.in(living.snapshot().state().attributes()).get(indexName);
        }
        return result instanceof LookupResult.Revoked revoked
                ? IndexMarker.in(revoked.state().attributes()).get(indexName)
                : null;
    }
}
