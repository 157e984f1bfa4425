package io.memshare.node;

/**
 * A request to a node. Each write is harmless when it is carried out late: memcached executes a request that
 * timed out on a frozen process as soon as the process goes on, so no unconditional write of a record exists here.
 */
public sealed interface Request {

    /** Returns the key that the request is about. */
    Key key();

    /**
     * Reads an item.
     *
     * @param key the key
     * @param withValue whether the value is wanted, or only its checksum
     */
    record Get(Key key, boolean withValue) implements Request {}

    /**
     * Stores a value if the node still holds the item that the writer has seen (compare and set).
     *
     * @param key the key
     * @param value the bytes; shared, not to be changed afterwards
     * @param checksum the CRC-32C of the value, kept beside it
     * @param timeToLive how long the item is kept
     * @param expected the compare-and-set token that was seen, or {@link #NOTHING} if the node held nothing
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are shared on purpose
    record Put(Key key, byte[] value, int checksum, TimeToLive timeToLive, long expected) implements Request {
        /** In place of a token: the node is to store the value only if it holds none under the key. */
        public static final long NOTHING = 0;
    }

    /**
     * Stores a value whatever the node holds. Only for items that may be stored late without harm, as notes are; a record is
     * never written this way.
     *
     * @param key the key
     * @param value the bytes; shared, not to be changed afterwards
     * @param checksum the CRC-32C of the value, kept beside it
     * @param timeToLive the time for which the item is kept
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are shared on purpose
    record Set(Key key, byte[] value, int checksum, TimeToLive timeToLive) implements Request {}

    /**
     * Sets the time to live of an item anew and returns its token and checksum.
     *
     * @param key the key
     * @param timeToLive how long the item is kept from now on
     */
    record Touch(Key key, TimeToLive timeToLive) implements Request {}
}
