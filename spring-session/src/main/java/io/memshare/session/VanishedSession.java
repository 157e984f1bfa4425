package io.memshare.session;

import org.jspecify.annotations.Nullable;

/**
 * Whether the last save on the calling thread has found that its session is gone. Spring's filter saves a session and tells the
 * client its id, on the same thread and one after the other. An id that leads nowhere is better not told.
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

    /** Returns whether the last save on this thread has found that the session with this id is gone. */
    static boolean has(String id) {
        return id.equals(ID.get());
    }
}
