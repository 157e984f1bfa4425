package io.memshare.session.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Takes back what a response says of its body: length, type, validators, redirects. What holds for the error as well stays,
 * such as the headers of CORS, without which a browser shows the error to no script.
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

    /** Resets a response that is not committed, with the cookies that it sets. */
    static void withCookies(HttpServletResponse response) {
        reset(response, true);
    }

    /** Resets a response that is not committed, and sets no cookie. */
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
