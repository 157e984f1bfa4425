package io.memshare.session;

/** The treatment of a login of a user who has the maximum number of sessions. */
public enum WhenFull {

    /** The login ends the session with the oldest login. */
    EXPIRE_OLDEST,

    /** The login is refused until one of the sessions has ended. */
    REFUSE_LOGIN
}
