package io.memshare.codec;

import java.nio.ByteBuffer;

/** Writes a record of known size. */
final class RecordBytes implements RecordSink {

    private final ByteBuffer buffer;

    RecordBytes(int size) {
        buffer = ByteBuffer.allocate(size);
    }

    @Override
    public void putByte(int value) {
        buffer.put((byte) value);
    }

    @Override
    public void putLong(long value) {
        buffer.putLong(value);
    }

    @Override
    public void putVarint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            buffer.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        buffer.put((byte) rest);
    }

    @Override
    public void putBytes(byte[] bytes) {
        buffer.put(bytes);
    }

    @Override
    public void putText(String text) {
        putVarint(Wtf8.length(text));
        buffer.position(Wtf8.write(text, buffer.array(), buffer.position()));
    }

    byte[] toArray() {
        if (buffer.hasRemaining()) {
            throw new IllegalStateException("record is " + buffer.remaining() + " bytes shorter than its size");
        }
        return buffer.array();
    }
}
