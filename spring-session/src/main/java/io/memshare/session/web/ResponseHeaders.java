package io.memshare.session.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Removes the headers of a response that describe its body: length, type, validators, redirects. Headers that also
 * apply to the error are kept, such as those of CORS, without which a browser hides the error from scripts.
 */
final class ResponseHeaders {

    private static final String COOKIES = "set-cookie";

    private static final Set<String> OF_THE_BODY = Set.of(
            "accept-ranges",
            "cache-control",
            "etag",
            "expires",
            "last-modified",
            "location",
            "pragma",
            "trailer",
            "transfer-encoding");

    private record Header(String name, String value) {}

    private ResponseHeaders() {}

    /** Resets an uncommitted response but keeps its cookies. */
    static void withCookies(HttpServletResponse response) {
        reset(response, true);
    }

    /** Resets an uncommitted response including its cookies. */
    static void withoutCookies(HttpServletResponse response) {
        reset(response, false);
    }

    private static void reset(HttpServletResponse response, boolean cookies) {
        List<Header> kept = new ArrayList<>();
        for (String name : response.getHeaderNames()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-") && !lower.startsWith("content-security-")) {
                continue;
            }
            if (!OF_THE_BODY.contains(lower) && (cookies || !lower.equals(COOKIES))) {
                response.getHeaders(name).forEach(value -> kept.add(new Header(name, value)));
            }
        }
        response.reset();
        kept.forEach(header -> response.addHeader(header.name(), header.value()));
    }
}
