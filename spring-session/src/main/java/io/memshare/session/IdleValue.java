package io.memshare.session;

import io.memshare.serializer.AttributeSerializer;
import java.util.Arrays;

/**
 * A value that a request has used and left.
 *
 * @param bytes the stored bytes from which it was decoded
 * @param decoded the value
 */
record IdleValue(byte[] bytes, AttributeSerializer.Decoded decoded) {

    /** Returns whether the value can stand for one that is decoded from bytes now. */
    boolean standsFor(byte[] stored) {
        return Arrays.equals(bytes, stored) && decoded.isUntouched().getAsBoolean();
    }
}
