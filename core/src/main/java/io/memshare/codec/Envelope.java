package io.memshare.codec;

/**
 * The outer form of a record in memcached: the bytes of a {@link RecordCodec} as they are, or sealed, or compressed.
 * Implementations are immutable and safe for use by several threads. They do not write to the arrays they are given.
 *
 * <p>The first byte of a stored record tells the forms apart. A plain record starts with the format of its codec,
 * 0x01 to 0x7f. Every other envelope starts with a format of its own, {@link #LOWEST_FORMAT} to 0xff.
 *
 * <p>Replicas are compared by their stored bytes. Equal plain bytes under an equal {@link RecordId} therefore have to
 * get equal stored bytes; those of another record need not be equal.
 */
public interface Envelope {

    /** The lowest first byte of an envelope, which no plain record starts with. */
    int LOWEST_FORMAT = 0x80;

    /** Stores records as they are, without copying them. Refuses the records of every other envelope. */
    Envelope PLAIN = new PlainEnvelope();

    /**
     * Returns the bytes to be stored.
     *
     * @param record the record, to which the stored bytes may be bound
     * @param plain the bytes of its codec, starting with 0x01 to 0x7f
     * @return the stored bytes, which may be the given array
     */
    byte[] wrap(RecordId record, byte[] plain);

    /**
     * Returns the bytes that {@link #wrap} was given.
     *
     * @param record the record under whose key the bytes were found
     * @param stored the stored bytes, of any content and length
     * @return the bytes of the record's codec, which may be the given array
     * @throws MalformedRecordException if the bytes were not wrapped for this record, or by an unknown envelope;
     *     nothing else is thrown, whatever the bytes
     */
    byte[] unwrap(RecordId record, byte[] stored) throws MalformedRecordException;

    /**
     * Tells whether stored bytes that can be unwrapped may stay as they are. If not, they are replaced when the record is used,
     * although its state is the same.
     *
     * @param stored the stored bytes
     * @return true unless this envelope is about to replace another form
     */
    boolean isCurrent(byte[] stored);
}
