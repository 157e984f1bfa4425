package io.memshare.session.web;

import io.memshare.session.RequestMemo;
import io.memshare.session.SessionStoreUnavailableException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands around Spring Session's filter and does two things for it.
 *
 * <ul>
 *   <li>A request that fails because the session store cannot be reached is answered with 503 and {@code Retry-After}.
 *       No cookie goes out with that answer, so the client keeps its session. Once the response is committed nothing can
 *       be taken back, and the exception is thrown on.
 *   <li>While the chain runs, the request's {@link RequestMemo} is bound to the thread. All dispatches of one request
 *       share one memo.
 * </ul>
 *
 * <p>It has to be mapped for the dispatcher types {@code REQUEST}, {@code ASYNC} and {@code ERROR}, with support for
 * asynchronous requests, directly before the {@code springSessionRepositoryFilter}. Thread-safe.
 */
public final class StoreUnavailableFilter implements Filter {

    /** How long a client is asked to wait when nothing else is said: one second. */
    public static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(StoreUnavailableFilter.class);
    private static final String FIRST = StoreUnavailableFilter.class.getName() + ".first";
    private static final String ANSWERED = StoreUnavailableFilter.class.getName() + ".answered";

    private final UnavailableResponse answer;

    /** A filter that asks the client to wait for {@link #DEFAULT_RETRY_AFTER}. */
    public StoreUnavailableFilter() {
        this(DEFAULT_RETRY_AFTER);
    }

    /**
     * @param retryAfter how long the client is asked to wait before it tries again, not negative; sent in whole seconds,
     *     rounded up
     * @throws IllegalArgumentException if {@code retryAfter} is negative
     */
    public StoreUnavailableFilter(Duration retryAfter) {
        this.answer = new UnavailableResponse(retryAfter);
    }

    /**
     * Runs the chain.
     *
     * @throws IOException if the chain throws it, or the 503 cannot be sent
     * @throws ServletException if the chain throws it
     */
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse httpResponse)) {
            chain.doFilter(request, response);
            return;
        }
        FirstDispatch first = first(http, httpResponse);
        RequestMemo.Scope scope = first.memo().open();
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException ex) {
            if (!isStoreUnavailable(ex) || !answer(http, first.response())) {
                throw ex;
            }
            LOG.debug("Answered 503, the session store is unavailable");
        } finally {
            scope.close();
        }
    }

    /**
     * What the first dispatch of a request came with. That matters for the response: an asynchronous dispatch comes with the
     * one that Spring Session has wrapped, and writing to that would save the session once more.
     */
    private record FirstDispatch(HttpServletResponse response, RequestMemo memo) {}

    private static FirstDispatch first(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(FIRST) instanceof FirstDispatch found) {
            return found;
        }
        FirstDispatch first = new FirstDispatch(response, RequestMemo.create());
        request.setAttribute(FIRST, first);
        return first;
    }

    /** Says whether the client has its 503, from now or from an earlier dispatch of the same request. */
    private boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute(ANSWERED) != null) {
            return true;
        }
        if (response.isCommitted()) {
            return false;
        }
        request.setAttribute(ANSWERED, true);
        answer.writeTo(response);
        complete(request);
        return true;
    }

    /** A handler that works on in another thread must not keep a request open that has its answer. */
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

    private static boolean isStoreUnavailable(Throwable thrown) {
        int depth = 0;
        for (Throwable cause = thrown; cause != null && depth < 50; cause = cause.getCause()) {
            if (cause instanceof SessionStoreUnavailableException) {
                return true;
            }
            depth++;
        }
        return false;
    }
}
