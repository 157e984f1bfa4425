package io.memshare.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.springframework.session.web.http.HttpSessionIdResolver;

/**
 * Tells clients the ids of sessions that were saved, and of no others: a session that was found to be gone when it was saved has
 * an id that leads nowhere. Sent all the same, in the late answer of a request that a logout overtook, it would replace the
 * cookie of the next login. Handles of sessions, which an index shows in place of ids, are not taken for ids. Thread-safe if
 * the wrapped resolver is.
 */
public final class SavedSessionIdResolver implements HttpSessionIdResolver {

    private final HttpSessionIdResolver resolver;

    /**
     * Wraps a resolver.
     *
     * @param resolver reads and writes the ids, in cookies or otherwise
     */
    public SavedSessionIdResolver(HttpSessionIdResolver resolver) {
        this.resolver = Objects.requireNonNull(resolver, "resolver");
    }

    /** Reads the ids. What an index shows in place of an id is none: a client that sends it has no session. */
    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        return resolver.resolveSessionIds(request).stream()
                .filter(id -> !SessionHandle.isHandle(id))
                .toList();
    }

    /** Tells the client an id, unless the repository has just found on the same thread that its session is gone. */
    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
        if (!VanishedSession.has(sessionId)) {
            resolver.setSessionId(request, response, sessionId);
        }
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        resolver.expireSession(request, response);
    }
}
