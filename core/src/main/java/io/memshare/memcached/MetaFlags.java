package io.memshare.memcached;

import io.memshare.node.Reply;
import org.jspecify.annotations.Nullable;

/**
 * The flags that memshare requests in a reply.
 *
 * @param token {@code c}: the compare-and-set token, 0 if absent
 * @param clientFlags {@code f}: the client flags, in which memshare stores a checksum
 * @param secondsLeft {@code t}: the remaining time to live, {@link Reply#FOREVER} if it is -1 or absent
 */
record MetaFlags(long token, int clientFlags, long secondsLeft) {

    /**
     * Parses flags.
     *
     * @param line a reply line
     * @param from the start of the flags: the end of the line, or the blank before the first flag
     * @param opaque the number that flag {@code O} must contain, if present
     * @throws ProtocolException if a flag is malformed, or the reply belongs to another command
     */
    static MetaFlags parse(String line, int from, long opaque) throws ProtocolException {
        long token = 0;
        int clientFlags = 0;
        long secondsLeft = Reply.FOREVER;
        int end;
        for (int at = from; at < line.length(); at = end) {
            at++;
            end = endOfWord(line, at);
            if (at == end) {
                continue;
            }
            switch (line.charAt(at)) {
                case 'c' -> token = number(line, at + 1, end);
                case 'f' -> clientFlags = (int) number(line, at + 1, end);
                case 't' -> secondsLeft = isForever(line, at + 1, end) ? Reply.FOREVER : number(line, at + 1, end);
                case 'O' -> {
                    if (number(line, at + 1, end) != opaque) {
                        throw new ProtocolException("the reply belongs to another command");
                    }
                }
                // W, X, Z: another client has marked the item as stale, which memshare never does.
                default -> {}
            }
        }
        return new MetaFlags(token, clientFlags, secondsLeft);
    }

    /** Returns the end of the word that starts at an index. */
    static int endOfWord(String line, int from) {
        int blank = line.indexOf(' ', from);
        return blank < 0 ? line.length() : blank;
    }

    private static boolean isForever(String line, int from, int to) {
        return to - from == 2 && line.startsWith("-1", from);
    }

    /** Parses a number of at most 19 digits. */
    static long number(String line, int from, int to) throws ProtocolException {
        try {
            long number = Long.parseLong(line, from, to, 10);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException ex) {
            // Reported below.
        }
        throw new ProtocolException("a number was expected");
    }

    Reply.Hit hit(byte @Nullable [] value) {
        return new Reply.Hit(token, clientFlags, secondsLeft, value);
    }
}
