package io.memshare.serializer.json;

import java.io.IOException;

/** Writes and reads the values of a class by their fields. Immutable, safe for use by several threads. */
interface TypePlan {

    /**
     * Writes a value as a single JSON value, without its type.
     *
     * @throws UnfaithfulException if the value could not be restored exactly
     */
    void write(Object value, ValueWriter out) throws UnfaithfulException;

    /**
     * Reads a value, from the current token to its last token.
     *
     * @throws IOException if the tokens do not form a value of this class
     */
    Object read(ValueReader in) throws IOException;

    /** Returns whether values are deeply immutable. */
    default boolean isImmutable() {
        return false;
    }
}
