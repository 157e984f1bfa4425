package io.memshare.session;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.AttributeSerializer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decides by bytes whether a value has changed. Different bytes are not sufficient: sets have no order, and a hash
 * table of another JVM has a different order. Before it reports a change, it therefore also compares with the bytes
 * that this JVM produces from the stored value. A false change would overwrite a newer value of another request.
 */
final class Comparison {

    private final AttributeSerializer serializer;

    Comparison(AttributeSerializer serializer) {
        this.serializer = serializer;
    }

    /**
     * Returns whether a value is unchanged.
     *
     * @param before the stored bytes, or null if there are none
     * @param value the value, or null to remove the attribute
     * @param after the bytes of the value, null if and only if the value is
     */
    boolean isSame(byte @Nullable [] before, @Nullable Object value, byte @Nullable [] after) {
        if (Arrays.equals(before, after)) {
            return true;
        }
        if (before == null || after == null || hasSingleEncoding(value)) {
            return false;
        }
        byte[] again = encodedAgain(before);
        if (again == null || again.length != after.length) {
            return false;
        }
        return Arrays.equals(again, after) || (sameInAnyOrder(again, after) && hasNoOrder(before, again));
    }

    private static boolean hasSingleEncoding(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean || value instanceof Enum;
    }

    private byte @Nullable [] encodedAgain(byte[] stored) {
        try {
            return serializer.encode(serializer.decode(stored));
        } catch (AttributeSerializationException ex) {
            return null;
        }
    }

    /** Elements that are hashed by identity are in a different order each time. */
    private boolean hasNoOrder(byte[] stored, byte[] again) {
        return !Arrays.equals(again, encodedAgain(stored));
    }

    private static boolean sameInAnyOrder(byte[] one, byte[] other) {
        return Arrays.equals(counts(one), counts(other));
    }

    private static int[] counts(byte[] bytes) {
        int[] counts = new int[256];
        for (byte each : bytes) {
            counts[each & 0xff]++;
        }
        return counts;
    }
}
