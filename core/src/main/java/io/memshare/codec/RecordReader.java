package io.memshare.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads the parts of a record in sequence, as {@link RecordSink} takes them, and refuses every form that a sink does
 * not write. The memory that it allocates for a part is in proportion to the bytes that are left, whatever length the
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
     * Reads eight bytes.
     *
     * @return the number
     * @throws MalformedRecordException if the record ends before
     */
    public long readLong() throws MalformedRecordException {
        require(Long.BYTES);
        long value = ByteBuffer.wrap(bytes).getLong(at);
        at += Long.BYTES;
        return value;
    }

    /**
     * Reads an unsigned number of variable length.
     *
     * @return the number, to be taken as unsigned
     * @throws MalformedRecordException if the record ends before, or the number is longer than it need be or than 64
     *     bits
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
     * Reads a signed number of variable length.
     *
     * @return the number
     * @throws MalformedRecordException as {@link #readVarint} does
     */
    public long readSignedVarint() throws MalformedRecordException {
        long value = readVarint();
        return (value >>> 1) ^ -(value & 1);
    }

    /**
     * Reads how many elements follow.
     *
     * @param smallest the number of bytes that each element takes at least, 1 or more
     * @return the number, so small that the rest of the record has room for the elements
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
     * @param length how many, taken as unsigned
     * @return a copy of them
     * @throws MalformedRecordException if the record ends before
     */
    public byte[] readBytes(long length) throws MalformedRecordException {
        int start = skip(length);
        return Arrays.copyOfRange(bytes, start, at);
    }

    /**
     * Reads a text.
     *
     * @return the text, which may have surrogates that are not part of a pair
     * @throws MalformedRecordException if the record ends before, the bytes are not the ones of a text, or as
     *     {@link #readVarint} does
     */
    public String readText() throws MalformedRecordException {
        int start = skip(readVarint());
        return Wtf8.read(bytes, start, at);
    }

    /**
     * Checks that nothing is left.
     *
     * @throws MalformedRecordException if the record goes on
     */
    public void readEnd() throws MalformedRecordException {
        if (at < bytes.length) {
            throw new MalformedRecordException("record goes on after its last part", at);
        }
    }

    /**
     * Returns where the next part starts.
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
