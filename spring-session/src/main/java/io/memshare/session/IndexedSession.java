package io.memshare.session;

import io.memshare.index.IndexEntry;
import org.jspecify.annotations.Nullable;

/**
 * An entry of an index, and a session that it leads to. Immutable.
 *
 * @param name the name of the record that the entry refers to
 * @param entry the entry
 * @param enteredMillis when it was written last, in milliseconds since 1970
 * @param result the content of that record, or of a record to which a change of id led from there
 */
record IndexedSession(String name, IndexEntry entry, long enteredMillis, LookupResult result) {

    /** Returns whether this is a session that has a value in an index according to its own marker. */
    boolean has(String indexName, String value) {
        return result instanceof LookupResult.Living && had(indexName, value);
    }

    /** Returns whether this is a session that has a value, or had it when it ended. */
    boolean had(String indexName, String value) {
        IndexMarker marker = marker(indexName);
        return marker != null && marker.value().equals(value);
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
