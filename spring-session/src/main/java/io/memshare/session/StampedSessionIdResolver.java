package io.memshare.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.session.web.http.HttpSessionIdResolver;

/** Reads the stamp of a browser along with its session ids, and sends one along with a new id. Thread-safe. */
final class StampedSessionIdResolver implements HttpSessionIdResolver {

    private final HttpSessionIdResolver resolver;
    private final StampCookie cookie;
    private final StampSeal seal;

    StampedSessionIdResolver(HttpSessionIdResolver resolver, StampCookie cookie, StampSeal seal) {
        this.resolver = resolver;
        this.cookie = cookie;
        this.seal = seal;
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        List<String> ids = resolver.resolveSessionIds(request);
        RequestMemo memo = RequestMemo.current();
        if (memo != null) {
            memo.stamp(response -> new BrowserStamp(seal, cookie, request, response, ids));
        }
        return ids;
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
        resolver.setSessionId(request, response, sessionId);
        BrowserStamp stamp = RequestMemo.currentStamp();
        if (stamp != null) {
            stamp.sent(sessionId);
        }
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        resolver.expireSession(request, response);
        BrowserStamp stamp = RequestMemo.currentStamp();
        if (stamp != null) {
            stamp.ended();
        }
    }
}
