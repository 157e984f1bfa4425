package io.memshare.serializer.json;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Cuts the JSON that {@link ValueWriter} writes, arrays without spaces, into its strings, numbers and literals. */
final class JsonParts {

    private final byte[] bytes;
    private final List<ByteBuffer> found = new ArrayList<>();

    private JsonParts(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Returns the parts in the order of the bytes.
     *
     * @param from where the JSON begins
     */
    static List<ByteBuffer> of(byte[] bytes, int from) {
        JsonParts parts = new JsonParts(bytes);
        parts.cut(from);
        return parts.found;
    }

    private void cut(int from) {
        int start = from;
        for (int i = from; i < bytes.length; i++) {
            switch (bytes[i]) {
                case '"' -> i = endOfString(i);
                case '[', ']', ',' -> {
                    add(start, i);
                    start = i + 1;
                }
                default -> {}
            }
        }
        add(start, bytes.length);
    }

    private int endOfString(int start) {
        int i = start + 1;
        while (i < bytes.length && bytes[i] != '"') {
            i += bytes[i] == '\\' ? 2 : 1;
        }
        return i;
    }

    private void add(int start, int end) {
        if (end > start) {
            found.add(ByteBuffer.wrap(bytes, start, end - start));
        }
    }
}
