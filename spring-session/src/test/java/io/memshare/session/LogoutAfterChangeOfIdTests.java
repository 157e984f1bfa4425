package io.memshare.session;

import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.session.web.StoreUnavailableFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** A request that gives its session another id and then ends it, through the filters of an application. */
class LogoutAfterChangeOfIdTests {

    private final SharedSessions shared = new SharedSessions(2);
    private MemshareSessionRepository one;
    private MemshareSessionRepository two;
    private String id;

    @BeforeEach
    void storeASession() {
        one = shared.repository(0);
        two = shared.repository(1);
        id = saved(two, "user", "alice");
    }

    @AfterEach
    void stop() {
        shared.close();
    }

    private MockHttpServletResponse request(FilterChain page) throws Exception {
        SessionRepositoryFilter<MemshareSession> sessions = new SessionRepositoryFilter<>(one);
        sessions.setHttpSessionIdResolver(new SavedSessionIdResolver(new CookieHttpSessionIdResolver()));
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(
                new Cookie("SESSION", Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8))));
        MockHttpServletResponse response = new MockHttpServletResponse();
        new StoreUnavailableFilter().doFilter(request, response, (req, res) -> sessions.doFilter(req, res, page));
        assertThat(response.getStatus()).isEqualTo(200);
        return response;
    }

    @Test
    void endsTheSessionUnderItsFormerId() throws Exception {
        MockHttpServletResponse response = request((req, res) -> {
            HttpServletRequest request = (HttpServletRequest) req;
            request.changeSessionId();
            request.getSession().invalidate();
        });
        assertThat(response.getCookie("SESSION").getMaxAge()).isZero();
        assertThat(one.findById(id)).isNull();
        assertThat(two.findById(id)).isNull();
    }

    @Test
    void endsItFromAnotherThreadOfTheRequest() throws Exception {
        request((req, res) -> {
            HttpServletRequest request = (HttpServletRequest) req;
            request.changeSessionId();
            CompletableFuture.runAsync(request.getSession()::invalidate).join();
        });
        assertThat(two.findById(id)).isNull();
    }

    @Test
    void leavesTheNextSessionOfTheRequest() throws Exception {
        String[] next = new String[1];
        request((req, res) -> {
            HttpServletRequest request = (HttpServletRequest) req;
            request.changeSessionId();
            request.getSession().invalidate();
            request.getSession().setAttribute("note", "new");
            next[0] = request.changeSessionId();
        });
        assertThat(two.findById(id)).isNull();
        assertThat(found(two, next[0]).getAttributeNames()).containsExactly("note");
    }
}
