package io.memshare.sample;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page of the tutorial. Immutable.
 *
 * @param visits the number of earlier visits, null on the first visit
 * @param serverAddress the address at which the request reached this server
 * @param clientAddress the address of the client; behind a proxy, the address that the proxy reports
 * @param cookies the cookies of the request by name; of several with the same name, the first
 */
record SessionPage(@Nullable Integer visits, String serverAddress, String clientAddress, Map<String, String> cookies) {

    static SessionPage of(HttpServletRequest request, @Nullable Integer visits) {
        Map<String, String> cookies = new LinkedHashMap<>();
        Cookie[] sent = request.getCookies();
        if (sent != null) {
            for (Cookie cookie : sent) {
                cookies.putIfAbsent(cookie.getName(), cookie.getValue());
            }
        }
        return new SessionPage(visits, request.getLocalAddr(), request.getRemoteAddr(), cookies);
    }

    /** Returns the page; every line ends with a line feed. */
    String text() {
        String greeting = visits == null
                ? "This is the first time you're visiting this server"
                : "Your number of visits: " + visits;
        return greeting + "\nServer IP: " + serverAddress + "\nClient IP: " + clientAddress + "\n" + printR(cookies);
    }

    /** Formats the entries as PHP's {@code print_r} formats an array. */
    private static String printR(Map<String, String> entries) {
        StringBuilder text = new StringBuilder("Array\n(\n");
        entries.forEach((name, value) ->
                text.append("    [").append(name).append("] => ").append(value).append('\n'));
        return text.append(")\n").toString();
    }
}
