package io.memshare.codec;

/**
 * The outer form of a record in memcached: its plain bytes unchanged, sealed or compressed.
 * Implementations are immutable, safe for use by several threads, and do not modify the arrays passed to them.
 *
 * <p>The first byte of a stored record identifies its form. A plain record starts with the format of its codec, 0x01 to
 * 0x7f. Every other envelope starts with a format of its own, {@link #LOWEST_FORMAT} to 0xff.
 *
 * <p>Replicas are compared by their stored bytes. Equal plain bytes must therefore get equal stored bytes under an
 * equal {@link RecordId}; under different ids the stored bytes may differ.
 */
public interface Envelope {

    /** The lowest first byte of an envelope; no plain record starts with it or a higher byte. */
    int LOWEST_FORMAT = 0x80;

    /** Stores records unchanged, without copying them. Refuses the records of every other envelope. */
    Envelope PLAIN = new PlainEnvelope();

    /**
     * Returns the bytes to store.
     *
     * @param record the record, to which the stored bytes may be bound
     * @param plain the bytes of its codec, starting with 0x01 to 0x7f
     * @return the stored bytes, possibly the given array
     */
    byte[] wrap(RecordId record, byte[] plain);

    /**
     * Reverses {@link #wrap}.
     *
     * @param record the record under whose key the bytes were found
     * @param stored the stored bytes, of any content and length
     * @return the bytes of the record's codec, possibly the given array
     * @throws MalformedRecordException if the bytes were not wrapped for this record, or were wrapped by an unknown
     *     envelope; no other exception is thrown, whatever the bytes are
     */
    byte[] unwrap(RecordId record, byte[] stored) throws MalformedRecordException;

    /**
     * Returns whether stored bytes that can be unwrapped are in the form that this envelope writes. If not, they are
     * replaced when the record is used, even if its state is unchanged.
     *
     * @param stored the stored bytes
     * @return false if this envelope is replacing another form, and the bytes have that form
     */
    boolean isCurrent(byte[] stored);
}
