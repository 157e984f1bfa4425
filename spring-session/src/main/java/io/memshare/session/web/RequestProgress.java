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
 * The progress of a request across its dispatches. The dispatches of a request follow each other, and the container
 * passes this object from thread to thread with the attributes of the request.
 */
final class RequestProgress {

    /** The request attribute in which Spring Session keeps the session; its own constant is private. */
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
        RequestProgress progress =
                new RequestProgress(response, firstMemo.apply(request).serving(request, response));
        request.setAttribute(ATTRIBUTE, progress);
        return progress;
    }

    static boolean isIn(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) != null;
    }

    /**
     * Returns the response of the first dispatch. An asynchronous dispatch has the response that Spring Session has
     * wrapped, and writing to that would save the session again.
     */
    HttpServletResponse response() {
        return response;
    }

    RequestMemo memo() {
        return memo;
    }

    /** Returns the failure of the request in an earlier dispatch, or null. */
    @Nullable SessionFailure failure() {
        return failure;
    }

    void failed(SessionFailure reason) {
        failure = reason;
    }

    /**
     * Starts a dispatch. A dispatch that follows the work of other threads needs a new memo, because they may have
     * changed the session.
     */
    void begin(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            renewal = true;
        }
        if (renewal) {
            memo = memo.next();
        }
    }

    /** Ends a dispatch, which may have handed the request over to other threads. */
    void end(HttpServletRequest request) {
        renewal = request.isAsyncStarted();
    }

    /**
     * Removes the session from the request if another request has ended it in the meantime. Must be called with the
     * memo open.
     */
    void renewSession(HttpServletRequest request) {
        Object session = renewal ? request.getAttribute(CURRENT_SESSION) : null;
        if (session instanceof HttpSession held && !memo.renew(held.getId())) {
            request.removeAttribute(CURRENT_SESSION);
        }
    }
}
