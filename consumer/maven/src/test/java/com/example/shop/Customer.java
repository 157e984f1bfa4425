package com.example.shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A browser with the cookie of the shop, which it sends to any server. */
final class Customer {

    private final HttpClient http = HttpClient.newHttpClient();
    private String cookie = "";

    /** Posts a form, and returns the status and the body. */
    String post(int port, String path, String form) throws IOException, InterruptedException {
        return send(request(port, path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** Gets a page, and returns the status and the body. */
    String get(int port, String path) throws IOException, InterruptedException {
        return send(request(port, path));
    }

    private HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Cookie", cookie)
                .header("Accept", "text/plain, text/html")
                .timeout(Duration.ofSeconds(30));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        response.headers().firstValue("Set-Cookie").ifPresent(header -> cookie = header.replaceFirst(";.*", ""));
        return (response.statusCode() + " " + response.body()).strip();
    }
}
