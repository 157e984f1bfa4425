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

    /** How often a value is decoded before its elements count as having an order. */
    private static final int ATTEMPTS = 16;

    private final AttributeSerializer serializer;

    Comparison(AttributeSerializer serializer) {
        this.serializer = serializer;
    }

    /**
     * Returns whether a value is unchanged.
     *
     * @param before the stored bytes, or null if there are none
     * @param known the object that was decoded from the stored bytes, or null
     * @param value the value, or null to remove the attribute. If it is another object than the decoded one, it was
     *     set, and only equal bytes tell that it is unchanged
     * @param after the bytes of the value, null if and only if the value is
     */
    boolean isSame(byte @Nullable [] before, @Nullable Object known, @Nullable Object value, byte @Nullable [] after) {
        if (Arrays.equals(before, after)) {
            return true;
        }
        if (before == null || after == null) {
            return false;
        }
        Object stored = known != null && isScalar(known) ? known : decoded(before);
        if (stored == null) {
            return false;
        }
        if (isScalar(stored) && isScalar(value)) {
            return stored.equals(value);
        }
        byte[] again = encoded(stored);
        if (again == null || again.length != after.length) {
            return false;
        }
        return Arrays.equals(again, after)
                || (value == known && isReordered(again, after) && hasNoOrder(before, again));
    }

    /** Returns whether a value is immutable, and {@code equals} tells whether another one is stored in the same way. */
    private static boolean isScalar(@Nullable Object value) {
        return value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof Enum;
    }

    private @Nullable Object decoded(byte[] stored) {
        try {
            return serializer.decode(stored);
        } catch (AttributeSerializationException ex) {
            return null;
        }
    }

    private byte @Nullable [] encoded(Object value) {
        try {
            return serializer.encode(value);
        } catch (AttributeSerializationException ex) {
            return null;
        }
    }

    private boolean isReordered(byte[] again, byte[] after) {
        return sameInAnyOrder(again, after) && serializer.hasSameParts(again, after);
    }

    /**
     * Elements that are hashed by identity are in a different order each time, but a few of them are often in the same
     * order by chance.
     */
    private boolean hasNoOrder(byte[] stored, byte[] again) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Object decoded = decoded(stored);
            if (decoded == null) {
                return false;
            }
            if (!Arrays.equals(again, encoded(decoded))) {
                return true;
            }
        }
        return false;
    }

    private static boolean sameInAnyOrder(byte[] one, byte[] other) {
        int[] excess = new int[256];
        for (byte each : one) {
            excess[each & 0xff]++;
        }
        for (byte each : other) {
            excess[each & 0xff]--;
        }
        return Arrays.stream(excess).allMatch(count -> count == 0);
    }
}
