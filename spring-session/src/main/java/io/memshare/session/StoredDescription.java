package io.memshare.session;

import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordReader;
import io.memshare.codec.RecordSink;
import io.memshare.crdt.LwwMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The description of a session as it is stored, in an attribute that is hidden from applications. */
final class StoredDescription {

    private static final int FORMAT = 1;

    private StoredDescription() {}

    /** Returns the bounded bytes of a description. */
    static byte[] bytes(Map<String, String> description) {
        Map<String, String> bounded = new LinkedHashMap<>();
        description.entrySet().stream()
                .limit(SessionDescription.MOST_ENTRIES)
                .forEach(entry -> bounded.put(bounded(entry.getKey()), bounded(entry.getValue())));
        return RecordSink.collect(sink -> {
            sink.putByte(FORMAT);
            sink.putByte(bounded.size());
            bounded.forEach((name, text) -> {
                sink.putText(name);
                sink.putText(text);
            });
        });
    }

    private static String bounded(String text) {
        StringBuilder bounded = new StringBuilder();
        text.codePoints()
                .limit(SessionDescription.MOST_CHARACTERS)
                .map(point -> Character.isISOControl(point) || isSurrogate(point) ? ' ' : point)
                .forEach(bounded::appendCodePoint);
        return bounded.toString();
    }

    private static boolean isSurrogate(int point) {
        return Character.getType(point) == Character.SURROGATE;
    }

    /** Returns the description of a session, empty if there is none. */
    static Map<String, String> in(LwwMap attributes) {
        byte[] bytes = attributes.value(HiddenAttributes.DESCRIPTION);
        return bytes == null ? Map.of() : of(bytes);
    }

    private static Map<String, String> of(byte[] bytes) {
        try {
            RecordReader reader = new RecordReader(bytes);
            if (reader.readByte() != FORMAT) {
                return Map.of();
            }
            Map<String, String> description = new LinkedHashMap<>();
            for (int left = reader.readByte(); left > 0; left--) {
                description.put(reader.readText(), reader.readText());
            }
            reader.readEnd();
            return description;
        } catch (MalformedRecordException ex) {
            // Written by a later version; only a list lacks it.
            return Map.of();
        }
    }
}
