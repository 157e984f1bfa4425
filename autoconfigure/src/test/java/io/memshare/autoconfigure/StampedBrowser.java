package io.memshare.autoconfigure;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A browser that keeps cookies, and goes to any server of a site. */
final class StampedBrowser {

    static final String STAMP = "SESSION-STAMP";

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return client.send(request(port, path), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> getLater(int port, String path) {
        return client.sendAsync(request(port, path), BodyHandlers.ofString());
    }

    private static HttpRequest request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
    }

    /** The body of a page that must be there. */
    String read(int port, String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(port, path);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answered " + response.statusCode());
        }
        return response.body();
    }

    /** The value of a cookie, or an empty text. */
    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    void set(String name, String value) {
        for (HttpCookie cookie : List.copyOf(cookies.getCookieStore().getCookies())) {
            if (cookie.getName().equals(name)) {
                cookies.getCookieStore().remove(null, cookie);
            }
        }
        if (!value.isEmpty()) {
            HttpCookie cookie = new HttpCookie(name, value);
            cookie.setPath("/");
            cookie.setVersion(0);
            cookies.getCookieStore().add(URI.create("http://127.0.0.1/"), cookie);
        }
    }
}
