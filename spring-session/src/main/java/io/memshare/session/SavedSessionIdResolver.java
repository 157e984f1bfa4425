package io.memshare.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.HttpSessionIdResolver;

/**
 * Sends clients only the ids of sessions that were saved. If a save finds that its session no longer exists, the id is
 * useless. Sent nevertheless, in the late answer of a request overtaken by a logout, it would replace the cookie of the
 * next login. Handles, which an index returns in place of ids, are not accepted as ids. Thread-safe if the wrapped
 * resolver is.
 */
public final class SavedSessionIdResolver implements HttpSessionIdResolver {

    /** The paths of a site may each have one; a client may send hundreds, and each is looked up on the nodes. */
    private static final int MOST = 8;

    private final HttpSessionIdResolver resolver;
    private final boolean cookies;

    /**
     * Wraps a resolver.
     *
     * @param resolver reads and writes the ids, in cookies or otherwise
     */
    public SavedSessionIdResolver(HttpSessionIdResolver resolver) {
        this(resolver, resolver instanceof CookieHttpSessionIdResolver || resolver instanceof StampedSessionIdResolver);
    }

    /**
     * Wraps a resolver.
     *
     * @param resolver reads and writes the ids
     * @param cookies whether it writes them in cookies. If so, a request cannot create a session after its response has
     *     been committed
     */
    public SavedSessionIdResolver(HttpSessionIdResolver resolver, boolean cookies) {
        this.resolver = Objects.requireNonNull(resolver, "resolver");
        this.cookies = cookies;
    }

    /**
     * Reads the ids, at most the first {@value #MOST} different ones. A handle is not an id: a client that sends a
     * handle has no session.
     */
    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        List<String> ids = accepted(resolver.resolveSessionIds(request));
        RequestMemo.received(ids, (response, id) -> send(request, response, id), cookies);
        return ids;
    }

    private static List<String> accepted(List<String> received) {
        boolean all = received.isEmpty() || (received.size() == 1 && !SessionHandle.isHandle(received.get(0)));
        return all
                ? received
                : received.stream()
                        .filter(id -> !SessionHandle.isHandle(id))
                        .distinct()
                        .limit(MOST)
                        .toList();
    }

    /**
     * Sends an id to the client, unless the repository has just found on the same thread that its session no longer
     * exists.
     */
    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
        if (!VanishedSession.has(sessionId)) {
            send(request, response, sessionId);
        }
    }

    private void send(HttpServletRequest request, HttpServletResponse response, String id) {
        RememberedLogin.ask(request, id);
        resolver.setSessionId(request, response, id);
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        resolver.expireSession(request, response);
    }
}
