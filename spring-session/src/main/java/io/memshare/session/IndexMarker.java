package io.memshare.session;

import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordReader;
import io.memshare.codec.RecordSink;
import io.memshare.crdt.LwwMap;
import io.memshare.index.IndexEntry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The statement of a session about its place in an index: the value by which it is found, and the entry that leads to
 * it. Stored as an attribute that is hidden from applications. The session is authoritative: an entry counts only while
 * the marker of the session agrees with it. Immutable.
 *
 * @param value the value of the index, such as the name of a user
 * @param entry the entry
 */
record IndexMarker(String value, IndexEntry entry) {

    /** Sorts before nearly every name of an application, and is itself never the start of one. */
    private static final String BEGINNING = "\u0000index:";

    private static final int FORMAT = 1;

    IndexMarker {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(entry, "entry");
    }

    /** Returns whether an attribute is a marker. */
    static boolean isMarker(String attributeName) {
        return attributeName.startsWith(BEGINNING);
    }

    /** Returns the name of the attribute for an index. */
    static String attributeName(String indexName) {
        return BEGINNING + indexName;
    }

    /** Returns the markers of a session, by the names of the indexes. */
    static Map<String, IndexMarker> in(LwwMap attributes) {
        Map<String, IndexMarker> markers = new LinkedHashMap<>();
        for (String name : attributes.names()) {
            if (!isMarker(name)) {
                if (name.compareTo(BEGINNING) > 0) {
                    break;
                }
                continue;
            }
            IndexMarker marker = of(Objects.requireNonNull(attributes.value(name)));
            if (marker != null) {
                markers.put(name.substring(BEGINNING.length()), marker);
            }
        }
        return markers;
    }

    /** Returns the values of markers, by the names of the indexes. */
    static Map<String, String> values(Map<String, IndexMarker> markers) {
        Map<String, String> values = new LinkedHashMap<>();
        markers.forEach((indexName, marker) -> values.put(indexName, marker.value()));
        return Collections.unmodifiableMap(values);
    }

    private static @Nullable IndexMarker of(byte[] bytes) {
        try {
            RecordReader reader = new RecordReader(bytes);
            if (reader.readByte() != FORMAT) {
                return null;
            }
            IndexMarker marker = new IndexMarker(reader.readText(), IndexEntry.read(reader));
            reader.readEnd();
            return marker;
        } catch (MalformedRecordException ex) {
            // Written by a later version; replaced when the session is entered again.
            return null;
        }
    }

    byte[] bytes() {
        return RecordSink.collect(sink -> {
            sink.putByte(FORMAT);
            sink.putText(value);
            entry.write(sink);
        });
    }
}
