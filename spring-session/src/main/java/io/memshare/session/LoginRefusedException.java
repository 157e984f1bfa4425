package io.memshare.session;

/**
 * Thrown if a user logs in who has the maximum number of sessions, and {@link WhenFull#REFUSE_LOGIN} applies. None of
 * the changes of the request was saved; its session drops them, so that an error page can use it.
 */
public final class LoginRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int maximum;

    /**
     * Creates an exception.
     *
     * @param maximum the maximum number of sessions of a user, 1 or more
     */
    public LoginRefusedException(int maximum) {
        super("the user has " + maximum + (maximum == 1 ? " session" : " sessions")
                + " already, which is the maximum, and can log in when one of them has ended");
        this.maximum = maximum;
    }

    /** Returns the maximum number of sessions of a user. */
    public int maximum() {
        return maximum;
    }
}
