package io.memshare.session;

/**
 * Is told of the lives of sessions, and never of ids or values. Called on the threads of requests; must not block and must not
 * throw. Safe for use by several threads.
 */
public interface SessionListener {

    /** Hears nothing. */
    SessionListener NONE = new SessionListener() {};

    /** A new session was stored. */
    default void created() {}

    /** A session was ended by its request, as by a logout. It may have been gone before. */
    default void ended() {}

    /** A session was asked for whose time is over. Nothing is said of those that are never asked for again. */
    default void expired() {}

    /** The value of an attribute cannot be read by this version of the application; it is kept as it is. */
    default void unreadableAttribute() {}
}
