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
 * Stands around Spring Session's filter and answers for it when a session cannot be found or saved. Once the response is
 * committed nothing can be taken back, and the exception is thrown on.
 *
 * <ul>
 *   <li>The session store cannot be reached: {@code sendError(503)} with {@code Retry-After}. No cookie goes out with that
 *       answer, so the client keeps its session. The error page is rendered without a session.
 *   <li>An attribute cannot be saved, or the session is too large: {@code sendError(500)} and a line in the log, without a
 *       stack trace. The error page finds the exception in the request attribute
 *       {@code jakarta.servlet.error.exception}, and the session without what could not be saved.
 *   <li>An error page that fails for one of these reasons is rendered once more, without a session.
 *   <li>While the chain runs, the {@link RequestMemo} of the dispatch is bound to the thread. A dispatch that follows after
 *       other threads have worked on the request finds the session anew.
 * </ul>
 *
 * <p>It has to be mapped for the dispatcher types {@code REQUEST}, {@code ASYNC} and {@code ERROR}, with support for
 * asynchronous requests, directly before the {@code springSessionRepositoryFilter}. Thread-safe.
 */
public final class StoreUnavailableFilter implements Filter {

    /** How long a client is asked to wait when nothing else is said: one second. */
    public static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(1);

    private final Settings settings;
    private final FailureAnswer answer;

    /**
     * What can be set.
     *
     * @param retryAfter how long the client is asked to wait before it tries again, not negative; sent in whole seconds,
     *     rounded up
     * @param sessionOptional tells which requests can do without a session, such as those of health checks: while the
     *     session store cannot be reached they have none, instead of being answered with 503
     */
    public record Settings(Duration retryAfter, Predicate<HttpServletRequest> sessionOptional) {

        /** {@link #DEFAULT_RETRY_AFTER}, and no request that can do without a session. */
        public static final Settings DEFAULT = new Settings(DEFAULT_RETRY_AFTER, request -> false);

        /** Throws {@link IllegalArgumentException} if {@code retryAfter} is negative. */
        public Settings {
            if (retryAfter.isNegative()) {
                throw new IllegalArgumentException("retryAfter " + retryAfter + " is negative");
            }
        }
    }

    /** A filter with {@link Settings#DEFAULT}. */
    public StoreUnavailableFilter() {
        this(Settings.DEFAULT);
    }

    /**
     * A filter for requests of which none can do without a session.
     *
     * @param retryAfter how long the client is asked to wait before it tries again, not negative; sent in whole seconds,
     *     rounded up
     * @throws IllegalArgumentException if {@code retryAfter} is negative
     */
    public StoreUnavailableFilter(Duration retryAfter) {
        this(new Settings(retryAfter, request -> false));
    }

    /** A filter with settings of its own. */
    public StoreUnavailableFilter(Settings settings) {
        this.settings = settings;
        this.answer = new FailureAnswer(settings.retryAfter());
    }

    /**
     * Tells whether a filter of this kind stands before the caller: whether it handles a request, or has handled an earlier
     * dispatch of it.
     *
     * @param request the request, wrapped or not
     * @return false if the request came past the filter
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
            return; // what another thread has prepared for a request that has its answer comes too late
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
