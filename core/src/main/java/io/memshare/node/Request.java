package io.memshare.node;

/**
 * A request to a node. Each write is harmless if it is carried out late: when a frozen process continues, memcached
 * executes requests that have timed out long before. Therefore there is no unconditional write of a record.
 */
public sealed interface Request {

    /** Returns the key that the request refers to. */
    Key key();

    /**
     * Reads an item.
     *
     * @param key the key
     * @param withValue whether to return the value, and not only its checksum
     */
    record Get(Key key, boolean withValue) implements Request {}

    /**
     * Stores a value if the node still holds the item that the writer has seen (compare and set).
     *
     * @param key the key
     * @param value the bytes; shared, not to be modified afterwards
     * @param checksum the CRC-32C of the value, stored with it
     * @param timeToLive how long the item is kept
     * @param expected the compare-and-set token that was seen, or {@link #NOTHING} if the node held no item
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are shared on purpose
    record Put(Key key, byte[] value, int checksum, TimeToLive timeToLive, long expected) implements Request {
        /** In place of a token: the node stores the value only if it holds no item under the key. */
        public static final long NOTHING = 0;
    }

    /**
     * Stores a value unconditionally. Only for items that may be stored late without harm, such as notes; a record is
     * never written this way.
     *
     * @param key the key
     * @param value the bytes; shared, not to be modified afterwards
     * @param checksum the CRC-32C of the value, stored with it
     * @param timeToLive how long the item is kept
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are shared on purpose
    record Set(Key key, byte[] value, int checksum, TimeToLive timeToLive) implements Request {}

    /**
     * Resets the time to live of an item and returns its token and checksum.
     *
     * @param key the key
     * @param timeToLive how long the item is kept from now on
     */
    record Touch(Key key, TimeToLive timeToLive) implements Request {}
}
