package io.memshare.serializer;

import org.jspecify.annotations.Nullable;

/** An attribute value could not be encoded or decoded. The message names types, never values. */
public class AttributeSerializationException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int DEEPEST_CAUSE = 100;

    /**
     * @param message what is wrong, without any attribute value
     * @param cause what the serializer said, or null
     */
    public AttributeSerializationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Reports a failure of the code that reads or writes a value. Its message may quote the value and is withheld, unless it
     * comes from this package.
     *
     * @param what what has failed, the start of the message
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
