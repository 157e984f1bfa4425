package io.memshare.serializer.jdk;

import java.io.ByteArrayOutputStream;

/** The block data that the code of a class wrote. */
final class Blocks {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void add(StreamInput in, int length) {
        int start = in.position();
        in.skip(length);
        in.back(start);
        for (int i = 0; i < length; i++) {
            bytes.write(in.u1());
        }
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
