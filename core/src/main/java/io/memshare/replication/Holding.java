package io.memshare.replication;

import io.memshare.node.Request;

/** What a node is known to hold under a key. */
public sealed interface Holding {

    /** Returns the token that a write over this expects, {@link Request.Put#NOTHING} where there is none. */
    default long token() {
        return Request.Put.NOTHING;
    }

    /**
     * A state that can be read, or whose bytes were not looked at.
     *
     * @param token its compare-and-set token
     * @param checksum the CRC-32C of its bytes
     * @param secondsLeft the seconds after which the node drops it, {@link io.memshare.node.Reply#FOREVER} for never
     */
    record Present(long token, int checksum, long secondsLeft) implements Holding {}

    /**
     * Bytes that are damaged or forged; to be replaced.
     *
     * @param token their compare-and-set token
     */
    record Damaged(long token) implements Holding {}

    /** Bytes in a format that this version does not know; to be left alone. */
    enum Foreign implements Holding {
        FOREIGN
    }

    /** Nothing. */
    enum Missing implements Holding {
        MISSING
    }

    /** The node gave no answer, or one that says nothing. */
    enum Unreachable implements Holding {
        UNREACHABLE
    }
}
