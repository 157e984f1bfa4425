package io.memshare.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.session.web.http.HttpSessionIdResolver;

/**
 * The cookie of a stamp. Its name and attributes are those of the session cookie, taken from what the resolver of
 * session ids writes itself, so that they agree however that is configured. Thread-safe if the resolver is.
 */
final class StampCookie {

    private static final Logger LOG = LoggerFactory.getLogger(StampCookie.class);
    private static final String SUFFIX = "-STAMP";
    private static final String HEADER = "Set-Cookie";

    /** The paths of a site may each have one; a client may send any number. */
    private static final int MOST = 4;

    private final HttpSessionIdResolver resolver;
    private final AtomicBoolean warned = new AtomicBoolean();
    private volatile @Nullable String name;

    StampCookie(HttpSessionIdResolver resolver) {
        this.resolver = resolver;
    }

    /** Returns the values that the browser sent, at most {@value #MOST}. */
    List<String> values(HttpServletRequest request, HttpServletResponse response) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return List.of();
        }
        String own = name == null ? learned(request, response) : name;
        List<String> values = new ArrayList<>(1);
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(own) && values.size() < MOST) {
                values.add(cookie.getValue());
            }
        }
        return values;
    }

    private @Nullable String learned(HttpServletRequest request, HttpServletResponse response) {
        header(request, response, "");
        return name;
    }

    /** Returns the header that sets the cookie, or null if session ids are not sent in cookies. */
    @Nullable String header(HttpServletRequest request, HttpServletResponse response, String value) {
        HeaderCollector collector = new HeaderCollector(response);
        resolver.setSessionId(new UnmarkedRequest(request), collector, "stamp");
        return renamed(collector.header, value);
    }

    /** Returns the header that deletes the cookie, or null if session ids are not sent in cookies. */
    @Nullable String expired(HttpServletRequest request, HttpServletResponse response) {
        HeaderCollector collector = new HeaderCollector(response);
        resolver.expireSession(new UnmarkedRequest(request), collector);
        return renamed(collector.header, "");
    }

    private @Nullable String renamed(@Nullable String header, String value) {
        int equals = header == null ? -1 : header.indexOf('=');
        if (header == null || equals < 0) {
            if (warned.compareAndSet(false, true)) {
                LOG.warn("Browsers get no stamps of their sessions, because session ids are not sent in Set-Cookie"
                        + " headers.");
            }
            return null;
        }
        String stamped = header.substring(0, equals) + SUFFIX;
        name = stamped;
        int attributes = header.indexOf(';', equals);
        return stamped + '=' + value + (attributes < 0 ? "" : header.substring(attributes));
    }

    /** Adds a header of this cookie to a response that is not committed, in place of an earlier one. */
    static void add(HttpServletResponse response, String header, @Nullable String earlier) {
        List<String> all = new ArrayList<>(response.getHeaders(HEADER));
        if (earlier == null || !all.remove(earlier)) {
            response.addHeader(HEADER, header);
            return;
        }
        response.setHeader(HEADER, header);
        all.forEach(other -> response.addHeader(HEADER, other));
    }

    /** Keeps the resolver from noting in the request that it has sent an id. */
    private static final class UnmarkedRequest extends HttpServletRequestWrapper {

        UnmarkedRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public void setAttribute(String attribute, Object value) {
            // What is written here is not the id.
        }
    }

    /** Collects the header of a cookie instead of sending it. */
    private static final class HeaderCollector extends HttpServletResponseWrapper {

        private @Nullable String header;

        HeaderCollector(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void addHeader(String header, String value) {
            collect(header, value);
        }

        @Override
        public void setHeader(String header, String value) {
            collect(header, value);
        }

        @Override
        public void addCookie(Cookie cookie) {
            // Only headers can be renamed.
        }

        private void collect(String header, String value) {
            if (header.equalsIgnoreCase(HEADER)) {
                this.header = value;
            }
        }
    }
}
