package io.memshare.session;

import org.jspecify.annotations.Nullable;

/**
 * Remembers whether the last save on the calling thread found that its session no longer exists. Spring's filter saves
 * a session and then sends its id to the client, on the same thread. A useless id should not be sent.
 */
final class VanishedSession {

    private static final ThreadLocal<@Nullable String> ID = new ThreadLocal<>();

    private VanishedSession() {}

    static void noteFor(String id) {
        ID.set(id);
    }

    static void forget() {
        ID.remove();
    }

    /** Returns whether the last save on this thread found that the session with this id no longer exists. */
    static boolean has(String id) {
        return id.equals(ID.get());
    }
}
