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
     * @param words the words of a reply line
     * @param first the index of the first flag
     * @param opaque the number that flag {@code O} must show, if it is there
     * @throws ProtocolException if a flag is malformed, or the reply belongs to another command
     */
    static MetaFlags parse(String[] words, int first, long opaque) throws ProtocolException {
        long token = 0;
        int clientFlags = 0;
        long secondsLeft = Reply.FOREVER;
        for (int i = first; i < words.length; i++) {
            if (words[i].isEmpty()) {
                continue;
            }
            String text = words[i].substring(1);
            switch (words[i].charAt(0)) {
                case 'c' -> token = number(text);
                case 'f' -> clientFlags = (int) number(text);
                case 't' -> secondsLeft = text.equals("-1") ? Reply.FOREVER : number(text);
                case 'O' -> {
                    if (number(text) != opaque) {
                        throw new ProtocolException("a reply to another command");
                    }
                }
                // W, X, Z: somebody else has marked the item as stale, which memshare never does.
                default -> {}
            }
        }
        return new MetaFlags(token, clientFlags, secondsLeft);
    }

    /** Reads a number of at most 19 digits. */
    static long number(String text) throws ProtocolException {
        try {
            long number = Long.parseLong(text);
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
