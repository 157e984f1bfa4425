package io.memshare.session;

/**
 * Thrown if too few nodes answered to determine the state of a session, or to store a change of it. The session may
 * well exist: the client must keep its cookie and try again. Over HTTP,
 * {@link io.memshare.session.web.StoreUnavailableFilter} answers it with 503 and {@code Retry-After}.
 */
public class SessionStoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the operation that failed and the reason, without any session id
     */
    public SessionStoreUnavailableException(String message) {
        super(message);
    }
}
