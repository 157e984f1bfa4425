package io.memshare.session.web;

import io.memshare.session.RequestMemo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Wraps Spring Session's filter and answers requests whose session cannot be found or saved. If the response is already
 * committed, the exception is rethrown.
 *
 * <ul>
 *   <li>If the session store cannot be reached: {@code sendError(503)} with {@code Retry-After}. The answer sets no
 *       cookies, so the client keeps its session. The error page is rendered without a session.
 *   <li>If an attribute cannot be saved, or the session is too large: {@code sendError(500)} and a line in the log,
 *       without a stack trace. The error page finds the exception in the request attribute
 *       {@code jakarta.servlet.error.exception}, and the session without the content that could not be saved.
 *   <li>An error page that fails for either of these reasons is rendered once more, without a session.
 *   <li>While the chain runs, the {@link RequestMemo} of the dispatch is bound to the thread. A dispatch that follows
 *       the work of other threads loads the session again.
 * </ul>
 *
 * <p>The filter must be mapped for the dispatcher types {@code REQUEST}, {@code ASYNC} and {@code ERROR}, with support
 * for asynchronous requests, directly before the {@code springSessionRepositoryFilter}. Thread-safe.
 */
public final class StoreUnavailableFilter implements Filter {

    /** How long a client is asked to wait by default: a second. */
    public static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(1);

    private final Settings settings;
    private final FailureAnswer answer;

    /**
     * The settings of the filter.
     *
     * @param retryAfter how long the client is asked to wait before it tries again, not negative; sent in whole
     *     seconds, rounded up
     * @param sessionOptional tells which requests can be processed without a session, such as health checks: while the
     *     session store cannot be reached, they have no session instead of being answered with 503
     */
    public record Settings(Duration retryAfter, Predicate<HttpServletRequest> sessionOptional) {

        /** {@link #DEFAULT_RETRY_AFTER}, and a session for every request. */
        public static final Settings DEFAULT = new Settings(DEFAULT_RETRY_AFTER, request -> false);

        /** Throws {@link IllegalArgumentException} if {@code retryAfter} is negative. */
        public Settings {
            if (retryAfter.isNegative()) {
                throw new IllegalArgumentException("retryAfter " + retryAfter + " is negative");
            }
        }
    }

    /** Creates a filter with {@link Settings#DEFAULT}. */
    public StoreUnavailableFilter() {
        this(Settings.DEFAULT);
    }

    /**
     * Creates a filter for an application in which every request needs a session.
     *
     * @param retryAfter how long the client is asked to wait before it tries again, not negative; sent in whole
     *     seconds, rounded up
     * @throws IllegalArgumentException if {@code retryAfter} is negative
     */
    public StoreUnavailableFilter(Duration retryAfter) {
        this(new Settings(retryAfter, request -> false));
    }

    /**
     * Creates a filter.
     *
     * @param settings the settings
     */
    public StoreUnavailableFilter(Settings settings) {
        this.settings = settings;
        this.answer = new FailureAnswer(settings.retryAfter());
    }

    /**
     * Returns whether a filter of this class handles a request, or has handled an earlier dispatch of it.
     *
     * @param request the request, wrapped or not
     * @return false if the request did not pass the filter
     */
    public static boolean handles(HttpServletRequest request) {
        return RequestProgress.isIn(request);
    }

    /**
     * Runs the chain, or renders the error page.
     *
     * @throws IOException if the chain throws it, or the answer cannot be sent
     * @throws ServletException if the chain throws it
     */
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse httpResponse)) {
            chain.doFilter(request, response);
            return;
        }
        RequestProgress progress = RequestProgress.of(http, httpResponse, this::newMemo);
        if (progress.failure() != null && !isErrorPage(http)) {
            return; // too late: the request was answered while another thread prepared this
        }
        if (progress.failure() != SessionFailure.STORE_UNAVAILABLE
                || !SessionlessErrorPage.render(http, httpResponse)) {
            run(progress, http, httpResponse, chain);
        }
    }

    private void run(
            RequestProgress progress, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        progress.begin(request);
        RequestMemo.Scope scope = progress.memo().open();
        try {
            progress.renewSession(request);
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException ex) {
            SessionFailure.Found found = SessionFailure.in(ex);
            if (found == null || !answer(found, progress, request, response)) {
                throw ex;
            }
        } finally {
            progress.end(request);
            scope.close();
        }
    }

    private boolean answer(
            SessionFailure.Found found,
            RequestProgress progress,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException {
        HttpServletResponse target = isErrorPage(request) ? response : progress.response();
        if (target.isCommitted()) {
            return false;
        }
        if (isErrorPage(request)) {
            return answer.renderAgain(found, request, target);
        }
        progress.failed(found.failure());
        answer.send(found, request, target);
        return true;
    }

    private RequestMemo newMemo(HttpServletRequest request) {
        return settings.sessionOptional().test(request) ? RequestMemo.withOptionalSession() : RequestMemo.create();
    }

    private static boolean isErrorPage(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR;
    }
}
