package io.memshare.serializer;

import org.jspecify.annotations.Nullable;

/** Thrown if an attribute value cannot be encoded or decoded. The message names types, never values. */
public class AttributeSerializationException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int DEEPEST_CAUSE = 100;

    /**
     * Creates an exception.
     *
     * @param message the failure, described without any attribute value
     * @param cause the exception of the serializer, or null
     */
    public AttributeSerializationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Returns an exception for a failure in the code that reads or writes a value. The message of the failure may quote
     * the value, so it is withheld unless it comes from this package.
     *
     * @param what the operation that failed, used as the start of the message
     * @param failure the failure
     * @return the exception to throw
     */
    public static AttributeSerializationException failed(String what, Throwable failure) {
        AttributeSerializationException own = ownIn(failure);
        return own == null
                ? new AttributeSerializationException(
                        what + ": " + failure.getClass().getSimpleName(), WithheldException.of(failure))
                : new AttributeSerializationException(what + ": " + own.getMessage(), null);
    }

    private static @Nullable AttributeSerializationException ownIn(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof AttributeSerializationException own) {
                return own;
            }
            cause = cause.getCause();
        }
        return null;
    }
}
