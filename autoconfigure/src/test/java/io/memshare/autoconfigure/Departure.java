package io.memshare.autoconfigure;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** The outermost filter: tells a handler that works on in another thread when the thread of the request is gone. */
final class Departure implements Filter {

    private static final String ATTRIBUTE = Departure.class.getName();

    /** Returns what is completed when the dispatch that runs now has passed through all filters. */
    @SuppressWarnings("unchecked")
    static CompletableFuture<Void> of(ServletRequest request) {
        return (CompletableFuture<Void>) request.getAttribute(ATTRIBUTE);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        request.setAttribute(ATTRIBUTE, gone);
        try {
            chain.doFilter(request, response);
        } finally {
            gone.complete(null);
        }
    }
}
