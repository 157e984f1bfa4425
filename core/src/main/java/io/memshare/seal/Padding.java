package io.memshare.seal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Hides the exact length of a record: four bytes with the length, the record, zeros. The padded length depends on the
 * length alone: up to 4,096, it is the next multiple of 64; beyond that, the next multiple of a sixteenth of the
 * largest power of two that is not above it.
 */
final class Padding {

    private static final int SMALLEST_STEP = 64;
    private static final int FINE = 4096;
    private static final int PARTS = 16;

    private Padding() {}

    /** Returns the padded length of a record, including the four bytes of the length. */
    static int padded(int length) {
        long total = (long) Integer.BYTES + length;
        long step = total <= FINE ? SMALLEST_STEP : Long.highestOneBit(total) / PARTS;
        long padded = (total + step - 1) / step * step;
        if (padded > Integer.MAX_VALUE - 1024) {
            throw new IllegalArgumentException("a record of " + length + " bytes cannot be sealed");
        }
        return (int) padded;
    }

    static byte[] pad(byte[] record) {
        return ByteBuffer.allocate(padded(record.length))
                .putInt(record.length)
                .put(record)
                .array();
    }

    /** Returns the record, or null if the bytes are not a padded record. */
    static byte @Nullable [] unpad(byte[] padded) {
        if (padded.length < SMALLEST_STEP) {
            return null;
        }
        int length = ByteBuffer.wrap(padded).getInt();
        if (length < 0 || length > padded.length - Integer.BYTES || padded(length) != padded.length) {
            return null;
        }
        int end = Integer.BYTES + length;
        for (int i = end; i < padded.length; i++) {
            if (padded[i] != 0) {
                return null;
            }
        }
        return Arrays.copyOfRange(padded, Integer.BYTES, end);
    }
}
