package io.memshare.session;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.AttributeSerializer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a value has changed by its bytes. Other bytes alone do not tell: sets have no order, and a hash table of
 * another JVM has another one. So before it says so it takes a second look, at the bytes that this JVM makes of what is
 * stored. A false change would be written over a newer value of another request.
 */
final class Comparison {

    private final AttributeSerializer serializer;

    Comparison(AttributeSerializer serializer) {
        this.serializer = serializer;
    }

    /**
     * @param before what is stored, or null if there is nothing
     * @param after what would be stored, or null if nothing would be
     */
    boolean isSame(byte @Nullable [] before, byte @Nullable [] after) {
        if (Arrays.equals(before, after)) {
            return true;
        }
        if (before == null || after == null) {
            return false;
        }
        byte[] again = encodedAgain(before);
        if (again == null || again.length != after.length) {
            return false;
        }
        return Arrays.equals(again, after) || (hasNoOrder(before, again) && sameInAnyOrder(again, after));
    }

    private byte @Nullable [] encodedAgain(byte[] stored) {
        try {
            return serializer.encode(serializer.decode(stored));
        } catch (AttributeSerializationException ex) {
            return null;
        }
    }

    /** Elements whose hash code is their identity are in another order each time. */
    private boolean hasNoOrder(byte[] stored, byte[] again) {
        return !Arrays.equals(again, encodedAgain(stored));
    }

    private static boolean sameInAnyOrder(byte[] one, byte[] other) {
        byte[] sortedOne = one.clone();
        byte[] sortedOther = other.clone();
        Arrays.sort(sortedOne);
        Arrays.sort(sortedOther);
        return Arrays.equals(sortedOne, sortedOther);
    }
}
