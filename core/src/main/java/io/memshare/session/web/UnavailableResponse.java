package io.memshare.session.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The 503 that is sent while the session store cannot be reached. Immutable. */
final class UnavailableResponse {

    private static final byte[] PROBLEM = """
            {"type":"about:blank","title":"Service Unavailable","status":503,\
            "detail":"The session store cannot be reached at the moment. Your session is kept, please try again."}
            """.getBytes(StandardCharsets.UTF_8);

    private final String retryAfterSeconds;

    UnavailableResponse(Duration retryAfter) {
        if (retryAfter.isNegative()) {
            throw new IllegalArgumentException("retryAfter " + retryAfter + " is negative");
        }
        this.retryAfterSeconds =
                Long.toString(retryAfter.plusSeconds(1).minusNanos(1).toSeconds());
    }

    /**
     * Replaces everything that was said so far, cookies too, and commits the response, so that nothing can be added.
     *
     * @param response not committed yet
     */
    void writeTo(HttpServletResponse response) throws IOException {
        response.reset();
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", retryAfterSeconds);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/problem+json");
        response.setContentLength(PROBLEM.length);
        response.getOutputStream().write(PROBLEM);
        response.flushBuffer();
    }
}
