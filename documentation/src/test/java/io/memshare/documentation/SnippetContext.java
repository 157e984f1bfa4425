package io.memshare.documentation;

import io.memshare.Memshare;
import io.memshare.session.MemshareSessions;
import org.jspecify.annotations.Nullable;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.test.web.servlet.client.RestTestClient;

/** What snippets take for granted: the beans and parameters that a page names in its text. */
class SnippetContext {

    @Nullable HttpSecurity http;

    @Nullable Memshare memshare;

    @Nullable MemshareSessions sessions;
}

/** The pages of the cart, which a snippet about tests uses. */
final class Carts {

    private Carts() {}

    static String cookie(RestTestClient client) {
        throw new UnsupportedOperationException(client.toString());
    }

    static String get(RestTestClient client, String cookie) {
        throw new UnsupportedOperationException(client + cookie);
    }
}
