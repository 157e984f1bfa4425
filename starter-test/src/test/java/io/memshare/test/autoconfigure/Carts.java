package io.memshare.test.autoconfigure;

import java.util.Objects;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Carts of {@link Shop} over HTTP. */
final class Carts {

    private Carts() {}

    /** Puts tea into a new cart. */
    static String cookie(RestTestClient client) {
        String header = client.post()
                .uri("/cart?article=tea")
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseHeaders()
                .getFirst("Set-Cookie");
        return Objects.requireNonNull(header).replaceFirst(";.*", "");
    }

    static String get(RestTestClient client, String cookie) {
        return client.get()
                .uri("/cart")
                .header("Cookie", cookie)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
