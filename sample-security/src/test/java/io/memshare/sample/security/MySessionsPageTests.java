package io.memshare.sample.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.session.UserSession;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.web.csrf.DefaultCsrfToken;

class MySessionsPageTests {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private static String page(Map<String, String> description) {
        UserSession session = new UserSession(
                "handle-1", "alice", NOW.minusSeconds(60 * 119), NOW.plusSeconds(5), null, false, description);
        return new MySessionsPage(
                        List.of(session),
                        new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "token"),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .html();
    }

    @Test
    void textsOfTheClientAreEscaped() {
        assertThat(page(Map.of("device", "<b>\"x\"", "address", "&")))
                .contains("&lt;b&gt;&quot;x&quot;", "<br>&amp;<br>")
                .doesNotContain("<b>");
    }

    @Test
    void aSessionWithoutDescriptionIsShown() {
        assertThat(page(Map.of())).contains("Unknown device", "119 min ago", "last used just now");
    }

    @Test
    void aPhoneShowsThePageInItsOwnWidth() {
        assertThat(page(Map.of())).contains("width=device-width", "min-height: 3rem");
    }
}
