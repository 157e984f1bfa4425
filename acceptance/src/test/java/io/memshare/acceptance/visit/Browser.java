package io.memshare.acceptance.visit;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A visitor's browser: keeps cookies, sends forms with the token of the page they stand on, follows redirects if told
 * to.
 */
final class Browser {

    private static final int MOST_REDIRECTS = 12;

    private static final Pattern HIDDEN_FIELD = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]*)\"");

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .build();
    private final URI site;

    Browser(String site) {
        this.site = URI.create(site);
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    CompletableFuture<HttpResponse<String>> getLater(String path) {
        return client.sendAsync(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The body of a page that must be there. */
    String read(String path) {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    /** Sends a form with the token of the session. */
    HttpResponse<String> post(String path, Map<String, String> fields) {
        return post(path, fields, read("/csrf"));
    }

    HttpResponse<String> post(String path, Map<String, String> fields, String token) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-CSRF-TOKEN", token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** Sends a file as a form does. */
    HttpResponse<String> upload(String path, String name, String content) {
        String body = "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: text/plain\r\n\r\n" + content + "\r\n--part--\r\n";
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=part")
                .header("X-CSRF-TOKEN", read("/csrf"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** Fills in the login form and sends it. */
    HttpResponse<String> login(String name, String password, Map<String, String> more) {
        return post("/login", with(more, name, password), hiddenToken(read("/login")));
    }

    static Map<String, String> with(Map<String, String> more, String name, String password) {
        Map<String, String> fields = new TreeMap<>(more);
        fields.put("username", name);
        fields.put("password", password);
        return fields;
    }

    static String hiddenToken(String page) {
        Matcher matcher = HIDDEN_FIELD.matcher(page);
        if (!matcher.find()) {
            throw new AssertionError("no form with a token: " + page);
        }
        return matcher.group(1);
    }

    /** Goes where the response leads, also to other sites, and returns the page at the end. */
    HttpResponse<String> follow(HttpResponse<String> response) {
        HttpResponse<String> last = response;
        for (int i = 0; last.statusCode() / 100 == 3; i++) {
            if (i == MOST_REDIRECTS) {
                throw new AssertionError(
                        "too many redirects, the last to " + last.headers().map());
            }
            URI next = last.uri().resolve(last.headers().firstValue("Location").orElseThrow());
            last = send(HttpRequest.newBuilder(next)
                    .header("Accept", "text/html")
                    .timeout(Duration.ofMinutes(1))
                    .build());
        }
        return last;
    }

    void forget(String cookie) {
        for (HttpCookie each : List.copyOf(cookies.getCookieStore().getCookies())) {
            if (each.getName().equals(cookie)) {
                cookies.getCookieStore().remove(null, each);
            }
        }
    }

    /** The value of a cookie, or null. */
    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(each -> each.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse(null);
    }

    void setCookie(String name, String value) {
        forget(name);
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(site, cookie);
    }

    /** The same browser, its cookies too, at another address of the site. */
    Browser at(String address) {
        Browser browser = new Browser(address);
        cookies.getCookieStore().getCookies().forEach(each -> browser.setCookie(each.getName(), each.getValue()));
        return browser;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(site.resolve(path))
                .header("Accept", "text/html,*/*;q=0.8")
                .header("Accept-Language", "en-GB")
                .timeout(Duration.ofMinutes(1));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException ex) {
            throw new AssertionError(request.uri() + ": " + ex, ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new AssertionError(ex);
        }
    }
}
