package io.memshare.session;

/**
 * Is notified of life cycle events of sessions, without ids or values. Called on the threads of requests; must not
 * block and must not throw. Safe for use by several threads.
 */
public interface SessionListener {

    /** Ignores all events. */
    SessionListener NONE = new SessionListener() {};

    /** Called when a new session was stored. */
    default void created() {}

    /** Called when a request ended its session, for example by a logout. The session may not have existed any more. */
    default void ended() {}

    /** Called when an expired session was requested. Sessions that are never requested again cause no event. */
    default void expired() {}

    /**
     * Called when the value of an attribute cannot be read by this version of the application; the value is kept
     * unchanged.
     */
    default void unreadableAttribute() {}

    /**
     * Called when the nodes returned an older state of a session than its browser has seen, and the request failed.
     * Only with {@link SessionStamps}.
     */
    default void outdated() {}
}
