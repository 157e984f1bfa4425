package io.memshare.session;

import io.memshare.session.Persistence.Held;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends the id of a session in use again from time to time, so that a cookie with a maximum age lives on. Safe for use
 * by several threads.
 */
final class SlidingCookie {

    /** The request attribute with an id that a later save is to send. */
    private static final String LATER = SlidingCookie.class.getName();

    private final SessionTimeouts timeouts;
    private final InstantSource clock;

    SlidingCookie(SessionTimeouts timeouts, InstantSource clock) {
        this.timeouts = timeouts;
        this.clock = clock;
    }

    /** Returns the id to be sent again once the session is saved, or null. */
    @Nullable String due(MemshareSession session) {
        if (RequestMemo.isAsynchronous()) {
            postpone(session);
            return null;
        }
        String id = idIfDue(session);
        return id != null && RequestMemo.canSend(id) ? id : null;
    }

    /** Leaves an id that is due to the save at the end of the request; a save in between counts as the use. */
    void postpone(MemshareSession session) {
        HttpServletRequest request = RequestMemo.request();
        String id = idIfDue(session);
        if (request != null && id != null) {
            request.setAttribute(LATER, id);
        }
    }

    private @Nullable String idIfDue(MemshareSession session) {
        HttpServletRequest request = RequestMemo.request();
        if (request == null || !(session.persistence() instanceof Held held) || !RequestMemo.isFromClient(held.id())) {
            return null;
        }
        boolean due = timeouts.isCookieDue(held.snapshot().lastAccessedMillis(), clock.millis())
                || held.id().equals(request.getAttribute(LATER));
        return due ? held.id() : null;
    }

    /** Sends an id again if it is still that of the session; Spring Session sends a changed one. */
    void send(String due, MemshareSession session) {
        HttpServletRequest request = RequestMemo.request();
        RequestMemo memo = RequestMemo.current();
        RequestClient client = memo == null ? null : memo.client();
        if (client != null
                && request != null
                && session.persistence() instanceof Held held
                && held.id().equals(due)) {
            client.send(due);
            request.removeAttribute(LATER);
        }
    }
}
