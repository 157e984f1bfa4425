package io.memshare.node;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The key of a record in memcached. Immutable. Ordered by its bytes. {@link #toString} returns a short digest, never
 * the text.
 */
public final class Key implements Comparable<Key> {

    /** The maximum number of characters in a key. */
    public static final int LONGEST = 250;

    private final byte[] bytes;
    private final long hash;

    private Key(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Hash64.of(bytes);
    }

    /**
     * Returns the key with the given text.
     *
     * @param text 1 to 250 printable ASCII characters without blanks, as memcached's protocol requires
     * @throws IllegalArgumentException if the text is anything else; the message does not repeat it
     */
    public static Key of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length == 0 || bytes.length > LONGEST) {
            throw new IllegalArgumentException("a key of " + bytes.length + " characters is not 1 to 250 long");
        }
        for (int i = 0; i < bytes.length; i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
                throw new IllegalArgumentException("a key has a character at " + i + " that memcached does not take");
            }
        }
        return new Key(bytes);
    }

    /** Returns the bytes of the key as sent over the wire; shared, not to be modified. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns the text of the key, for use within records, such as for a successor. It must not be logged. */
    public String text() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Returns a well-mixed hash of the key that is the same in every process. */
    public long hash() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int compareTo(Key other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash);
    }

    /** Returns eight hexadecimal digits that distinguish keys in a log and reveal nothing of their text. */
    @Override
    public String toString() {
        return String.format("%08x", (int) hash);
    }
}
