package io.memshare.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Concatenates parts unambiguously, each preceded by its length in four bytes. */
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
