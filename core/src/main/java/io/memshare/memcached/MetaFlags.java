package io.memshare.memcached;

import io.memshare.node.Reply;
import org.jspecify.annotations.Nullable;

/**
 * The flags of a reply that memshare asks for.
 *
 * @param token {@code c}: the compare-and-set token, 0 if it is not there
 * @param clientFlags {@code f}: the client flags, in which memshare keeps a checksum
 * @param secondsLeft {@code t}: the time to live that is left, {@link Reply#FOREVER} for -1 or if it is not there
 */
record MetaFlags(long token, int clientFlags, long secondsLeft) {

    /**
     * Reads flags.
     *
     * @param line a reply line
     * @param from where the flags begin; nothing, or a blank before the first one
     * @param opaque the number that flag {@code O} must show, if it is there
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
                        throw new ProtocolException("a reply to another command");
                    }
                }
                // W, X, Z: somebody else has marked the item as stale, which memshare never does.
                default -> {}
            }
        }
        return new MetaFlags(token, clientFlags, secondsLeft);
    }

    /** Returns where the word ends that begins at an index. */
    static int endOfWord(String line, int from) {
        int blank = line.indexOf(' ', from);
        return blank < 0 ? line.length() : blank;
    }

    private static boolean isForever(String line, int from, int to) {
        return to - from == 2 && line.startsWith("-1", from);
    }

    /** Reads a number of at most 19 digits. */
    static long number(String line, int from, int to) throws ProtocolException {
        try {
            long number = Long.parseLong(line, from, to, 10);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException ex) {
            // Said below.
        }
        throw new ProtocolException("not a number where one was expected");
    }

    Reply.Hit hit(byte @Nullable [] value) {
        return new Reply.Hit(token, clientFlags, secondsLeft, value);
    }
}
