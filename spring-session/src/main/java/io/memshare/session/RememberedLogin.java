package io.memshare.session;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.session.Persistence.Held;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps with a session that its cookie is to outlive the browser, as Spring Session's remember-me services ask for by
 * an attribute of the request that logs in. Later requests that send the id again ask for the same. Safe for use by
 * several threads.
 */
final class RememberedLogin {

    /** {@code SpringSessionRememberMeServices.REMEMBER_ME_LOGIN_ATTR}, without Spring Security on the class path. */
    static final String REQUEST_ATTRIBUTE = "org.springframework.session.security.web.authentication"
            + ".SpringSessionRememberMeServicesREMEMBER_ME_LOGIN_ATTR";

    private static final byte[] MARK = {1};

    private final SessionTimeouts timeouts;

    RememberedLogin(SessionTimeouts timeouts) {
        this.timeouts = timeouts;
    }

    /** Returns whether a session must be saved, although it did not change, to get the mark. */
    boolean isDue(MemshareSession session, Snapshot before) {
        return timeouts.sendsIdsAgain() && isAskedFor(session) && !isMarked(before);
    }

    /**
     * Returns the mark to write with a session, or its removal: the cookie of an id that the application has changed
     * outlives the browser only if that request has asked for it.
     *
     * @param session the session of the request
     * @param before the session as found, null if it is new
     * @param at the timestamp of the write
     */
    Map<String, LwwMap.Entry> mark(MemshareSession session, @Nullable Snapshot before, HybridTimestamp at) {
        boolean marked = before != null && isMarked(before);
        boolean asked = timeouts.sendsIdsAgain() && isAskedFor(session);
        if (asked && !marked) {
            return Map.of(HiddenAttributes.REMEMBERED, new LwwMap.Entry(at, MARK));
        }
        return marked && !asked && isChanged(session)
                ? Map.of(HiddenAttributes.REMEMBERED, new LwwMap.Entry(at, null))
                : Map.of();
    }

    private static boolean isChanged(MemshareSession session) {
        return session.persistence() instanceof Held held
                && !held.id().equals(session.getId())
                && !IdRenewal.isRenewed(session);
    }

    /** A login may also save other sessions of its user. */
    private static boolean isAskedFor(MemshareSession session) {
        HttpServletRequest request = RequestMemo.request();
        return request != null
                && request.getAttribute(REQUEST_ATTRIBUTE) != null
                && OwnSession.isHeldByRequest(session);
    }

    private static boolean isMarked(Snapshot snapshot) {
        return snapshot.state().attributes().value(HiddenAttributes.REMEMBERED) != null;
    }

    /** Asks for a cookie that outlives the browser if the session, which was just saved, is marked. */
    static void ask(HttpServletRequest request, String id) {
        RequestMemo memo = RequestMemo.current();
        Snapshot saved = memo == null ? null : memo.recall(id);
        if (saved != null && isMarked(saved)) {
            request.setAttribute(REQUEST_ATTRIBUTE, true);
        }
    }
}
