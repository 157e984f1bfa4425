package io.memshare.autoconfigure;

import io.memshare.testkit.Hang;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells a test when a request begins to read its form. Spring Security's check of the CSRF token is the first to do so,
 * after it has read the expected token from the session.
 */
final class BodyReads extends OncePerRequestFilter implements Ordered {

    /** Its value names the request. */
    static final String HEADER = "Test-Request";

    private static final Map<String, CompletableFuture<Void>> BEGUN = new ConcurrentHashMap<>();

    static void await(String request) {
        of(request).orTimeout(Hang.LIMIT.toMillis(), TimeUnit.MILLISECONDS).join();
        BEGUN.remove(request);
    }

    private static CompletableFuture<Void> of(String request) {
        return BEGUN.computeIfAbsent(request, ignored -> new CompletableFuture<>());
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(
                new HttpServletRequestWrapper(request) {

                    @Override
                    public String getParameter(String name) {
                        String number = getHeader(HEADER);
                        if (number != null) {
                            of(number).complete(null);
                        }
                        return super.getParameter(name);
                    }
                },
                response);
    }
}
