package io.memshare.codec;

import java.util.function.Consumer;

/**
 * Receives the parts of a record in sequence. A record is laid out twice, first to compute its size and then into an
 * array of that size. Not safe for use by several threads.
 */
public sealed interface RecordSink permits RecordSize, RecordBytes {

    /**
     * Returns the bytes of a record.
     *
     * @param layout puts the parts of the record; called twice, and must put the same parts each time
     * @return a new array, exactly as long as the record
     * @throws IllegalArgumentException if the record needs more bytes than an array can have
     */
    static byte[] collect(Consumer<? super RecordSink> layout) {
        RecordSize size = new RecordSize();
        layout.accept(size);
        RecordBytes bytes = new RecordBytes(size.toInt());
        layout.accept(bytes);
        return bytes.toArray();
    }

    /**
     * Puts a byte.
     *
     * @param value the byte; only the lower eight bits are used
     */
    void putByte(int value);

    /**
     * Puts eight bytes, the most significant first.
     *
     * @param value the number
     */
    void putLong(long value);

    /**
     * Puts a number in 1 to 10 bytes: seven bits in each, the least significant first, the top bit set in all but the
     * last.
     *
     * @param value the number, interpreted as unsigned
     */
    void putVarint(long value);

    /**
     * Puts a signed number as a varint in which small numbers of either sign are short: 0, -1, 1, -2 become 0, 1, 2,
     * 3.
     *
     * @param value the number
     */
    default void putSignedVarint(long value) {
        putVarint((value << 1) ^ (value >> 63));
    }

    /**
     * Puts bytes, without their length.
     *
     * @param bytes the bytes
     */
    void putBytes(byte[] bytes);

    /**
     * Puts a text: the number of its bytes as a varint, then its bytes in UTF-8. An unpaired surrogate is encoded in
     * three bytes as the code point of its own number.
     *
     * @param text any string
     */
    void putText(String text);
}
