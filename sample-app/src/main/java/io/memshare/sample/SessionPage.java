package io.memshare.sample;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tutorial's page. Immutable.
 *
 * @param visits the number of earlier visits, null on the first one
 * @param serverAddress the address at which the request reached this server
 * @param clientAddress the address of the client, behind a proxy the one that the proxy names
 * @param cookies the request's cookies, name to value; of several with one name the first
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

    /** Returns the page, every line of it with its line feed. */
    String text() {
        String greeting = visits == null
                ? "This is the first time you're visiting this server"
                : "Your number of visits: " + visits;
        return greeting + "\nServer IP: " + serverAddress + "\nClient IP: " + clientAddress + "\n" + printR(cookies);
    }

    /** Shows the entries as PHP's {@code print_r} shows an array. */
    private static String printR(Map<String, String> entries) {
        StringBuilder text = new StringBuilder("Array\n(\n");
        entries.forEach((name, value) ->
                text.append("    [").append(name).append("] => ").append(value).append('\n'));
        return text.append(")\n").toString();
    }
}
