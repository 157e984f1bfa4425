package io.memshare.session;

/**
 * Too few nodes answered to say what the state of a session is, or to keep a change of it. The session may well exist:
 * a client that gets this must keep its cookie and try again. Over HTTP it is answered with 503 and {@code Retry-After}
 * by {@link io.memshare.session.web.StoreUnavailableFilter}.
 */
public class SessionStoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what could not be done and why, without any session id
     */
    public SessionStoreUnavailableException(String message) {
        super(message);
    }
}
