package io.memshare.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Several parts as one array from which each can be told: four bytes of length before each part. */
final class LengthPrefixed {

    private LengthPrefixed() {}

    static byte[] of(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += Integer.BYTES + part.length;
        }
        ByteBuffer buffer = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            buffer.putInt(part.length).put(part);
        }
        return buffer.array();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
