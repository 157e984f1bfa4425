package io.memshare.serializer.jdk;

import io.memshare.serializer.AttributeSerializationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Limits the bytes of all streams within a stream together, because a few compressed bytes may stand for many. */
final class InnerBytes {

    private static final int PER_BYTE = 16;
    private static final int SPARE = 64 * 1024;
    private static final int MOST = 16 * 1024 * 1024;

    private int left;

    InnerBytes(int length) {
        this.left = (int) Math.min(MOST, (long) PER_BYTE * length + SPARE);
    }

    /** Counts bytes that are not compressed. */
    byte[] plain(byte[] bytes) {
        take(bytes.length);
        return bytes;
    }

    byte[] uncompressed(byte[] compressed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            byte[] bytes = in.readNBytes(left);
            take(in.read() < 0 ? bytes.length : left + 1);
            return bytes;
        }
    }

    private void take(int length) {
        if (length > left) {
            left = 0;
            throw new AttributeSerializationException("the snapshots in it are too long: keep less in a flow", null);
        }
        left -= length;
    }
}
