package io.memshare.memcached;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Extracts lines from a buffer. */
final class Lines {

    private static final int LONGEST_QUOTE = 60;

    private Lines() {}

    /**
     * Takes a line that ends in CR LF.
     *
     * @param buffer its position moves behind the line if the line is complete
     * @param longest the maximum number of characters in a line
     * @return the line without its line ending, or null if the line ending has not arrived
     * @throws ProtocolException if the line is longer, or ends in a bare LF
     */
    static @Nullable String next(ByteBuffer buffer, int longest) throws ProtocolException {
        int start = buffer.position();
        int limit = Math.min(buffer.limit(), start + longest + 2);
        for (int i = start; i < limit; i++) {
            if (buffer.get(i) == '\n') {
                int length = i - start - 1;
                if (length < 0 || buffer.get(i - 1) != '\r') {
                    throw new ProtocolException("a line does not end in CR LF");
                }
                byte[] bytes = new byte[length];
                buffer.get(start, bytes);
                String line = new String(bytes, StandardCharsets.ISO_8859_1);
                buffer.position(i + 1);
                return line;
            }
        }
        if (limit - start == longest + 2) {
            throw new ProtocolException("a line is longer than " + longest + " characters");
        }
        return null;
    }

    /** Returns the beginning of a line in a form that is safe to log. */
    static String printable(String line) {
        return line.substring(0, Math.min(line.length(), LONGEST_QUOTE)).replaceAll("[^ -~]", "?");
    }
}
