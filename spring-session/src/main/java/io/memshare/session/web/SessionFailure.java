package io.memshare.session.web;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.session.LoginRefusedException;
import io.memshare.session.SessionIndexFullException;
import io.memshare.session.SessionStoreUnavailableException;
import io.memshare.session.SessionTooLargeException;
import org.jspecify.annotations.Nullable;

/** The reason why a session could not be found or saved. */
enum SessionFailure {
    STORE_UNAVAILABLE,
    CANNOT_BE_SAVED;

    private static final int DEEPEST_CAUSE = 50;

    /**
     * A failure and the exception that reported it.
     *
     * @param failure the kind of failure
     * @param exception the exception of memshare itself, without wrappers
     */
    record Found(SessionFailure failure, RuntimeException exception) {}

    /** Returns the failure that an exception, or a cause of it, reports, or null. */
    static @Nullable Found in(Throwable thrown) {
        int depth = 0;
        for (Throwable cause = thrown; cause != null && depth < DEEPEST_CAUSE; cause = cause.getCause()) {
            if (cause instanceof SessionStoreUnavailableException unavailable) {
                return new Found(STORE_UNAVAILABLE, unavailable);
            }
            if (cause instanceof AttributeSerializationException refused) {
                return new Found(CANNOT_BE_SAVED, refused);
            }
            if (cause instanceof SessionTooLargeException tooLarge) {
                return new Found(CANNOT_BE_SAVED, tooLarge);
            }
            if (cause instanceof LoginRefusedException refused) {
                return new Found(CANNOT_BE_SAVED, refused);
            }
            if (cause instanceof SessionIndexFullException full) {
                return new Found(CANNOT_BE_SAVED, full);
            }
            depth++;
        }
        return null;
    }
}
