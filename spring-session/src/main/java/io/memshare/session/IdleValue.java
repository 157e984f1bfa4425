package io.memshare.session;

import io.memshare.serializer.AttributeSerializer;
import java.util.Arrays;

/** A value that a request has used and left. */
final class IdleValue {

    private final byte[] bytes;
    private final AttributeSerializer.Decoded decoded;

    /**
     * Creates a value.
     *
     * @param bytes the stored bytes from which it was decoded, not modified
     * @param decoded the value
     */
    IdleValue(byte[] bytes, AttributeSerializer.Decoded decoded) {
        this.bytes = bytes;
        this.decoded = decoded;
    }

    AttributeSerializer.Decoded decoded() {
        return decoded;
    }

    /** Returns how many bytes are stored. */
    int length() {
        return bytes.length;
    }

    /** Returns whether the value can stand for one that is decoded from bytes now. */
    boolean standsFor(byte[] stored) {
        return Arrays.equals(bytes, stored) && decoded.isUntouched().getAsBoolean();
    }
}
