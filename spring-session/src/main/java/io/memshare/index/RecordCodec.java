package io.memshare.index;

import io.memshare.codec.Envelope;
import io.memshare.codec.MalformedRecordException;

/**
 * Converts a kind of record to its plain bytes and back. The encoding is canonical: equal records have equal bytes, and
 * no other bytes are decoded. The first byte is the format, 0x01 to 0x7f; higher values belong to an {@link Envelope}.
 * Implementations are safe for use by several threads.
 *
 * @param <S> the record
 */
interface RecordCodec<S> {

    /**
     * Encodes a record.
     *
     * @param state the record
     * @return new bytes, owned by the caller
     * @throws IllegalArgumentException if the record needs more bytes than an array can have
     */
    byte[] encode(S state);

    /**
     * Decodes a record.
     *
     * @param bytes the bytes, which are neither modified nor retained
     * @return the record
     * @throws MalformedRecordException if the bytes are not a record, or a record in a format unknown to this version;
     *     no other exception is thrown, for any bytes
     */
    S decode(byte[] bytes) throws MalformedRecordException;
}
