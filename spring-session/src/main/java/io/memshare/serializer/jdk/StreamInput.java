package io.memshare.serializer.jdk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the primitives of a stream of Java serialization. */
final class StreamInput {

    private final byte[] bytes;
    private final List<ByteBuffer> skipped = new ArrayList<>();
    private boolean isKept;
    private int position;

    StreamInput(byte[] bytes) {
        this.bytes = bytes;
    }

    int position() {
        return position;
    }

    /** Returns to an earlier position. */
    void back(int to) {
        position = to;
    }

    /** Returns what undoes the steps from now on. */
    Runnable mark() {
        int positionNow = position;
        int skippedNow = skipped.size();
        return () -> {
            position = positionNow;
            skipped.subList(skippedNow, skipped.size()).clear();
        };
    }

    boolean isAtEnd() {
        return position == bytes.length;
    }

    int u1() {
        need(1);
        return bytes[position++] & 0xFF;
    }

    int u2() {
        return (u1() << 8) | u1();
    }

    int s4() {
        return (u2() << 16) | u2();
    }

    /** Returns the next four bytes without reading them. */
    int upcoming() {
        int value = s4();
        position -= Integer.BYTES;
        return value;
    }

    long s8() {
        return ((long) s4() << 32) | (s4() & 0xFFFFFFFFL);
    }

    /** Keeps what is skipped from now on: texts, primitives, and the data of the code of classes. */
    void keepSkipped() {
        isKept = true;
    }

    List<ByteBuffer> skipped() {
        return skipped;
    }

    void skip(long length) {
        need(length);
        if (isKept) {
            skipped.add(ByteBuffer.wrap(bytes, position, (int) length));
        }
        position += (int) length;
    }

    /** Reads a name. Text that is not a name may be decoded incorrectly. */
    String name() {
        int length = u2();
        need(length);
        String text = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    /** Skips text. */
    void skipName() {
        skip(u2());
    }

    private void need(long length) {
        if (length < 0 || length > bytes.length - position) {
            throw new MalformedStreamException("it ends early");
        }
    }
}
