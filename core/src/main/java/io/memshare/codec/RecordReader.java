package io.memshare.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads the parts of a record in the order in which a {@link RecordSink} wrote them, and refuses every encoding that a
 * sink does not produce. The memory allocated for a part is proportional to the remaining bytes, whatever length the
 * record claims. Not safe for use by several threads.
 */
public final class RecordReader {

    private final byte[] bytes;
    private int at;

    /**
     * Creates a reader.
     *
     * @param bytes the record, which must not change while it is read
     */
    public RecordReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a byte.
     *
     * @return 0 to 255
     * @throws MalformedRecordException if the record has ended
     */
    public int readByte() throws MalformedRecordException {
        require(1);
        return bytes[at++] & 0xFF;
    }

    /**
     * Reads eight bytes, the most significant first.
     *
     * @return the number
     * @throws MalformedRecordException if the record is too short
     */
    public long readLong() throws MalformedRecordException {
        require(Long.BYTES);
        long value = ByteBuffer.wrap(bytes).getLong(at);
        at += Long.BYTES;
        return value;
    }

    /**
     * Reads an unsigned variable-length number.
     *
     * @return the number, to be interpreted as unsigned
     * @throws MalformedRecordException if the record is too short, or the number is not in its shortest form or exceeds
     *     64 bits
     */
    public long readVarint() throws MalformedRecordException {
        int start = at;
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = readByte();
            value |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                boolean tooLong = next == 0 && shift > 0;
                boolean tooLarge = shift == 63 && next > 1;
                if (tooLong || tooLarge) {
                    throw new MalformedRecordException("number is not in its shortest form", start);
                }
                return value;
            }
        }
        throw new MalformedRecordException("number is longer than 64 bits", start);
    }

    /**
     * Reads a signed variable-length number.
     *
     * @return the number
     * @throws MalformedRecordException as {@link #readVarint} does
     */
    public long readSignedVarint() throws MalformedRecordException {
        long value = readVarint();
        return (value >>> 1) ^ -(value & 1);
    }

    /**
     * Reads the number of elements that follow.
     *
     * @param smallest the minimum size of an element in bytes, 1 or more
     * @return the number, small enough that the rest of the record has room for the elements
     * @throws MalformedRecordException if the rest is too short, or as {@link #readVarint} does
     */
    public int readCount(int smallest) throws MalformedRecordException {
        int start = at;
        long count = readVarint();
        if (Long.compareUnsigned(count, (bytes.length - at) / smallest) > 0) {
            throw new MalformedRecordException("number of elements is more than the record has room for", start);
        }
        return (int) count;
    }

    /**
     * Reads bytes.
     *
     * @param length how many, as an unsigned number
     * @return a copy of the bytes
     * @throws MalformedRecordException if the record is too short
     */
    public byte[] readBytes(long length) throws MalformedRecordException {
        int start = skip(length);
        return Arrays.copyOfRange(bytes, start, at);
    }

    /**
     * Reads a text.
     *
     * @return the text, which may have unpaired surrogates
     * @throws MalformedRecordException if the record is too short, the bytes are not a well-formed text, or as
     *     {@link #readVarint} does
     */
    public String readText() throws MalformedRecordException {
        int start = skip(readVarint());
        return Wtf8.read(bytes, start, at);
    }

    /**
     * Checks that the record has no further bytes.
     *
     * @throws MalformedRecordException if bytes remain
     */
    public void readEnd() throws MalformedRecordException {
        if (at < bytes.length) {
            throw new MalformedRecordException("record goes on after its last part", at);
        }
    }

    /**
     * Returns the offset of the next part.
     *
     * @return the offset in the record, 0 to its length
     */
    public int offset() {
        return at;
    }

    private int skip(long length) throws MalformedRecordException {
        require(length);
        int start = at;
        at += (int) length;
        return start;
    }

    private void require(long length) throws MalformedRecordException {
        if (Long.compareUnsigned(length, bytes.length - at) > 0) {
            throw new MalformedRecordException("record ends before the part that starts", at);
        }
    }
}
