package io.memshare.codec;

/** Counts the bytes of a record. */
final class RecordSize implements RecordSink {

    /** Some virtual machines cannot make an array of {@link Integer#MAX_VALUE} elements. */
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private long size;

    @Override
    public void putByte(int value) {
        size++;
    }

    @Override
    public void putLong(long value) {
        size += Long.BYTES;
    }

    @Override
    public void putVarint(long value) {
        int bits = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(value));
        size += (bits + 6) / 7;
    }

    @Override
    public void putBytes(byte[] bytes) {
        size += bytes.length;
    }

    @Override
    public void putText(String text) {
        long length = Wtf8.length(text);
        putVarint(length);
        size += length;
    }

    int toInt() {
        if (size > LARGEST_ARRAY) {
            throw new IllegalArgumentException("record needs " + size + " bytes, at most " + LARGEST_ARRAY + " fit");
        }
        return (int) size;
    }
}
