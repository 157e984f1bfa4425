package io.memshare.session;

import io.memshare.session.Persistence.Held;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends the id of a session in use again from time to time, so that a cookie with a maximum age lives on. Safe for use
 * by several threads.
 */
final class SlidingCookie {

    private final SessionTimeouts timeouts;
    private final InstantSource clock;

    SlidingCookie(SessionTimeouts timeouts, InstantSource clock) {
        this.timeouts = timeouts;
        this.clock = clock;
    }

    /** Returns the id to be sent again once the session is saved, or null. */
    @Nullable String due(MemshareSession session) {
        return session.persistence() instanceof Held held
                        && timeouts.isCookieDue(held.snapshot().lastAccessedMillis(), clock.millis())
                        && RequestMemo.canSend(held.id())
                ? held.id()
                : null;
    }

    /** Sends an id again if it is still that of the session; Spring Session sends a changed one. */
    void send(@Nullable String due, MemshareSession session) {
        RequestMemo memo = RequestMemo.current();
        RequestClient client = memo == null ? null : memo.client();
        if (due != null
                && client != null
                && session.persistence() instanceof Held held
                && held.id().equals(due)) {
            client.send(due);
        }
    }
}
