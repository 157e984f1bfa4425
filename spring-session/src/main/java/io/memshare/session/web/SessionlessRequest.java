package io.memshare.session.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * A request without a session. If a page requires a session, it gets a temporary session that ends with the request.
 * Confined to a single thread at a time.
 */
final class SessionlessRequest extends HttpServletRequestWrapper {

    private @Nullable PassingSession session;

    SessionlessRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        if (session != null && session.isEnded()) {
            session = null;
        }
        if (session == null && create) {
            session = new PassingSession(getServletContext());
        }
        return session;
    }

    @Override
    public HttpSession getSession() {
        HttpSession found = getSession(true);
        if (found == null) {
            throw new IllegalStateException("no session was created");
        }
        return found;
    }

    @Override
    public @Nullable String getRequestedSessionId() {
        return null;
    }

    @Override
    public boolean isRequestedSessionIdValid() {
        return false;
    }

    @Override
    public boolean isRequestedSessionIdFromCookie() {
        return false;
    }

    @Override
    public boolean isRequestedSessionIdFromURL() {
        return false;
    }

    @Override
    public String changeSessionId() {
        throw new IllegalStateException("the request has no session: the session store cannot be reached");
    }
}
