package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.Cluster;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;

@TestInstance(Lifecycle.PER_CLASS)
class SavedSessionIdResolverTests {

    private final SavedSessionIdResolver resolver = new SavedSessionIdResolver(new CookieHttpSessionIdResolver());
    private Cluster cluster;
    private MemshareSessionRepository repository;

    @BeforeAll
    void start() {
        cluster = Cluster.of(1);
        repository = Cluster.repository(cluster.app());
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    private boolean tells(String id) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        resolver.setSessionId(new MockHttpServletRequest(), response, id);
        return response.getCookie("SESSION") != null;
    }

    /** A session whose id a request has changed while another request deleted it. */
    private MemshareSession overtaken() {
        String id = ReplicationTests.newSession(repository, "a", "1");
        MemshareSession session = ReplicationTests.found(repository, id);
        session.changeSessionId();
        repository.deleteById(id);
        return session;
    }

    @Test
    void tellsTheIdOfASessionThatWasSaved() {
        assertThat(tells(ReplicationTests.newSession(repository, "a", "1"))).isTrue();
    }

    @Test
    void doesNotTellTheIdOfASessionThatASaveFoundGone() {
        MemshareSession session = overtaken();
        repository.save(session);
        assertThat(tells(session.getId())).isFalse();
    }

    @Test
    void doesNotTellItWhenTheRequestSavesAgainEither() {
        MemshareSession session = overtaken();
        repository.save(session);
        ReplicationTests.newSession(repository, "another", "1");
        repository.save(session);
        assertThat(tells(session.getId())).isFalse();
    }

    @Test
    void tellsTheIdOfTheNextSessionOnTheSameThread() {
        repository.save(overtaken());
        assertThat(tells(ReplicationTests.newSession(repository, "a", "1"))).isTrue();
    }

    /** A browser sends those of longer paths first. */
    @Test
    void readsTheFirstEightIdsInTheirOrder() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add("id " + i);
        }
        List<String> sent = new ArrayList<>(ids);
        sent.addAll(List.of("id 0", "handle-" + "x".repeat(43), "the eighth", "the ninth"));
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(sent.stream()
                .map(id ->
                        new Cookie("SESSION", Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8))))
                .toArray(Cookie[]::new));
        ids.add("the eighth");
        assertThat(resolver.resolveSessionIds(request)).isEqualTo(ids);
    }

    @Test
    void readsAndExpiresAsTheResolverThatItWraps() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        MockHttpServletResponse response = new MockHttpServletResponse();
        resolver.setSessionId(request, response, "an id");
        request.setCookies(response.getCookies());
        assertThat(resolver.resolveSessionIds(request)).containsExactly("an id");
        MockHttpServletResponse expired = new MockHttpServletResponse();
        resolver.expireSession(request, expired);
        assertThat(expired.getCookie("SESSION").getMaxAge()).isZero();
    }
}
