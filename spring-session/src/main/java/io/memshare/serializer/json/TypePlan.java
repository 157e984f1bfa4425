package io.memshare.serializer.json;

import java.io.IOException;

/** How values of one class are written and read by their fields. Immutable, safe for use by several threads. */
interface TypePlan {

    /**
     * Writes a value as one JSON value, without its type.
     *
     * @throws UnfaithfulException if it could not be restored exactly
     */
    void write(Object value, ValueWriter out) throws UnfaithfulException;

    /**
     * Reads a value from the current token on, up to its last token.
     *
     * @throws IOException if the tokens are no such value
     */
    Object read(ValueReader in) throws IOException;

    /** Returns whether nothing in a value can change. */
    default boolean isImmutable() {
        return false;
    }
}
