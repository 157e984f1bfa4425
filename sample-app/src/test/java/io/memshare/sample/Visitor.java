package io.memshare.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;

/** A client that keeps its cookies and sends them to every server, as a browser behind a balancer does. Thread-safe. */
final class Visitor {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final Map<String, String> cookies = new ConcurrentSkipListMap<>();

    /** Returns the cookies that the next request sends, name to value; a copy. */
    Map<String, String> cookies() {
        return new TreeMap<>(cookies);
    }

    /** Sends this cookie from now on, as a client does that has kept an old one. */
    void cookie(String name, String value) {
        cookies.put(name, value);
    }

    HttpResponse<String> get(String url) {
        return send("GET", url, "");
    }

    HttpResponse<String> post(String url) {
        return send("POST", url, "");
    }

    HttpResponse<String> put(String url, String body) {
        return send("PUT", url, body);
    }

    HttpResponse<String> delete(String url) {
        return send("DELETE", url, "");
    }

    HttpResponse<String> send(String method, String url, String body, String... headers) {
        try {
            return keepCookies(HTTP.send(request(method, url, body, headers), BodyHandlers.ofString()));
        } catch (IOException ex) {
            throw new AssertionError(method + " " + url + " had no answer", ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new AssertionError(ex);
        }
    }

    CompletableFuture<HttpResponse<String>> sendLater(String method, String url, String body) {
        return HTTP.sendAsync(request(method, url, body), BodyHandlers.ofString())
                .thenApply(this::keepCookies);
    }

    private HttpRequest request(String method, String url, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        cookies.forEach((name, value) -> request.header("Cookie", name + "=" + value));
        return request.build();
    }

    private HttpResponse<String> keepCookies(HttpResponse<String> response) {
        for (String header : response.headers().allValues("Set-Cookie")) {
            String[] pair = header.split(";", 2)[0].split("=", 2);
            if (header.contains("Max-Age=0")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        return response;
    }
}
