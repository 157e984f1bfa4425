package io.memshare.codec;

/**
 * Turns a kind of record into its plain bytes and back. Equal records have equal bytes, and only these are decoded.
 * The first byte is the format, 0x01 to 0x7f; higher ones belong to an {@link Envelope}. Implementations are safe for
 * use by several threads.
 *
 * @param <S> the record
 */
public interface RecordCodec<S> {

    /**
     * Returns the bytes of a record.
     *
     * @param state the record
     * @return new bytes, owned by the caller
     * @throws IllegalArgumentException if the record needs more bytes than an array can have
     */
    byte[] encode(S state);

    /**
     * Returns the record of the bytes.
     *
     * @param bytes the bytes, which are neither changed nor kept
     * @return the record
     * @throws MalformedRecordException if these are not the bytes of a record, or of a format unknown to this
     *     version; nothing else is thrown, whatever the bytes
     */
    S decode(byte[] bytes) throws MalformedRecordException;
}
