package io.memshare.memcached;

import java.util.Arrays;

/**
 * Builds a command byte by byte, without intermediate strings, because every request does so for every node. Used for a
 * single command.
 */
final class MetaLine {

    private static final int MOST_DIGITS = 19;

    private byte[] bytes;
    private int length;

    /**
     * Creates an empty command.
     *
     * @param room the approximate length of the command in bytes
     */
    MetaLine(int room) {
        this.bytes = new byte[room];
    }

    MetaLine put(byte[] more) {
        require(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    /** Appends a flag followed by a number, for example {@code " T1860"}. */
    MetaLine flag(char flag, long number) {
        require(2);
        bytes[length++] = ' ';
        bytes[length++] = (byte) flag;
        return number(number);
    }

    /**
     * Appends a number.
     *
     * @param number 0 or more
     */
    MetaLine number(long number) {
        require(MOST_DIGITS);
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /** Appends a line ending and returns the command. */
    byte[] ended() {
        require(2);
        bytes[length++] = '\r';
        bytes[length++] = '\n';
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private void require(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
