package io.memshare.session.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces the content of a response by an error, and leaves the error page to the application. Immutable. */
final class FailureAnswer {

    private static final Logger LOG = LoggerFactory.getLogger(StoreUnavailableFilter.class);

    /** Spring MVC would use a result that was computed for the request as the result of its error page. */
    private static final String PENDING_RESULT =
            "org.springframework.web.context.request.async.WebAsyncManager.WEB_ASYNC_MANAGER";

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final String retryAfterSeconds;

    /**
     * Creates an answer.
     *
     * @param retryAfter how long the client is asked to wait, not negative
     */
    FailureAnswer(Duration retryAfter) {
        this.retryAfterSeconds =
                Long.toString(retryAfter.plusSeconds(1).minusNanos(1).toSeconds());
    }

    /**
     * Ends a failed request, including a request that another thread is processing.
     *
     * @param response the response, not committed yet
     */
    void send(SessionFailure.Found found, HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.removeAttribute(PENDING_RESULT);
        if (found.failure() == SessionFailure.STORE_UNAVAILABLE) {
            LOG.debug("Answered 503: {}", found.exception().getMessage());
            ResponseHeaders.withoutCookies(response);
            response.setHeader("Retry-After", retryAfterSeconds);
            response.setHeader("Cache-Control", "no-store");
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "The session store cannot be reached");
        } else {
            log(found.exception());
            ResponseHeaders.withCookies(response);
            request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, found.exception());
            request.setAttribute(
                    RequestDispatcher.ERROR_EXCEPTION_TYPE, found.exception().getClass());
            response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "The session cannot be saved");
        }
        complete(request);
    }

    /**
     * Renders an error page again without a session, after it failed with a session. The original error is kept.
     *
     * @param response the response, not committed yet
     * @return false if there is no such page
     */
    boolean renderAgain(SessionFailure.Found found, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (found.failure() == SessionFailure.CANNOT_BE_SAVED) {
            log(found.exception());
        }
        ResponseHeaders.withoutCookies(response);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        response.setStatus(status instanceof Integer code ? code : HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        return SessionlessErrorPage.render(request, response);
    }

    /**
     * Logs a single line. The stack trace would be that of the session filter, regardless of the code that set the
     * attribute.
     */
    private static void log(RuntimeException exception) {
        String all = Stream.concat(Stream.of(exception), Stream.of(exception.getSuppressed()))
                .map(Throwable::getMessage)
                .collect(Collectors.joining("; "));
        LOG.error("A request failed: {}", CONTROL.matcher(all).replaceAll("?"));
        LOG.debug("The stack trace of the failed request", exception);
    }

    /**
     * Completes asynchronous processing, so that a handler on another thread does not keep an answered request open.
     */
    private static void complete(HttpServletRequest request) {
        if (!request.isAsyncStarted()) {
            return;
        }
        try {
            request.getAsyncContext().complete();
        } catch (IllegalStateException ex) {
            LOG.trace("The other thread has already ended or dispatched the request", ex);
        }
    }
}
