package io.memshare.session.web;

import io.memshare.session.RequestMemo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * How far a request has come, from dispatch to dispatch. The dispatches of a request follow one another, and the container
 * hands the object over from thread to thread with the request's attributes.
 */
final class RequestProgress {

    /** Where Spring Session keeps the session of a request; its own constant is private. */
    static final String CURRENT_SESSION = SessionRepositoryFilter.SESSION_REPOSITORY_ATTR + ".CURRENT_SESSION";

    private static final String ATTRIBUTE = RequestProgress.class.getName();

    private final HttpServletResponse response;
    private RequestMemo memo;
    private boolean renewal;
    private @Nullable SessionFailure failure;

    private RequestProgress(HttpServletResponse response, RequestMemo memo) {
        this.response = response;
        this.memo = memo;
    }

    static RequestProgress of(
            HttpServletRequest request,
            HttpServletResponse response,
            Function<HttpServletRequest, RequestMemo> firstMemo) {
        if (request.getAttribute(ATTRIBUTE) instanceof RequestProgress found) {
            return found;
        }
        RequestProgress progress = new RequestProgress(response, firstMemo.apply(request));
        request.setAttribute(ATTRIBUTE, progress);
        return progress;
    }

    static boolean isIn(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) != null;
    }

    /**
     * Returns the response that the first dispatch came with. An asynchronous dispatch comes with the one that Spring
     * Session has wrapped, and writing to that would save the session once more.
     */
    HttpServletResponse response() {
        return response;
    }

    RequestMemo memo() {
        return memo;
    }

    /** Returns why the request has failed in an earlier dispatch, or null. */
    @Nullable SessionFailure failure() {
        return failure;
    }

    void failed(SessionFailure reason) {
        failure = reason;
    }

    /** Begins a dispatch. Before one that follows after other threads, much may have happened to the session. */
    void begin(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            renewal = true;
        }
        if (renewal) {
            memo = memo.next();
        }
    }

    /** Ends a dispatch, which may have left the request to other threads. */
    void end(HttpServletRequest request) {
        renewal = request.isAsyncStarted();
    }

    /** Takes the session out of a request that holds it while it was ended elsewhere. To be called with the memo open. */
    void renewSession(HttpServletRequest request) {
        Object session = renewal ? request.getAttribute(CURRENT_SESSION) : null;
        if (session instanceof HttpSession held && !memo.renew(held.getId())) {
            request.removeAttribute(CURRENT_SESSION);
        }
    }
}
