package io.memshare.sample.security;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A browser, which sends its cookies to every server and follows redirects. */
final class Client {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");
    private static final Pattern HANDLE = Pattern.compile("name=\"handle\" value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final String userAgent;

    Client(String userAgent) {
        this.userAgent = userAgent;
    }

    /** Logs in at a server and returns the page that follows. */
    String login(String server, String user) throws Exception {
        return post(server, "/login", get(server), "username=" + user + "&password=password");
    }

    String get(String server) throws Exception {
        return send(request(server, "/").GET());
    }

    /** Presses the button of a form on a page. */
    String post(String server, String path, String page, String fields) throws Exception {
        String token = first(TOKEN, page);
        String body = fields + "&_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        return send(request(server, path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String server, String path) {
        return HttpRequest.newBuilder(URI.create(server + path))
                .header("User-Agent", userAgent)
                .header("Accept", "text/html")
                .timeout(Duration.ofMinutes(1));
    }

    private String send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    static List<String> handles(String page) {
        return HANDLE.matcher(page).results().map(found -> found.group(1)).toList();
    }

    private static String first(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no form in: " + text));
    }

    /** Returns the id of the session. */
    String sessionId() {
        String cookie = cookies.getCookieStore().getCookies().stream()
                .filter(candidate -> candidate.getName().equals("SESSION"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
        return new String(Base64.getDecoder().decode(cookie), StandardCharsets.UTF_8);
    }
}
