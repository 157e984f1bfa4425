package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import io.memshare.seal.Sealing;
import io.memshare.session.web.StoreUnavailableFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.session.security.web.authentication.SpringSessionRememberMeServices;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** The cookie of a login with Spring Session's remember-me, which is sent again by later requests. */
class RememberedLoginTests {

    private static final Duration INTERVAL = Duration.ofMinutes(10);
    /** A timestamp may be ahead of the clock a little. */
    private static final Duration DUE = INTERVAL.plusSeconds(1);

    private static final int FOR_EVER = Integer.MAX_VALUE;
    private static final FilterChain PAGE = (request, response) -> ((HttpServletRequest) request).getSession();

    private final SharedSessions shared =
            new SharedSessions(1, Sealing.NONE, Sealing.NONE, IndexedMemshareSessionRepository::new);
    private final SpringSessionRememberMeServices services = new SpringSessionRememberMeServices();
    private MemshareSessionRepository server;
    private Cookie cookie;

    @BeforeEach
    void start() {
        server = shared.repository(0);
        services.setAlwaysRemember(true);
    }

    @AfterEach
    void stop() {
        shared.close();
    }

    /** Handles a request with the cookie of the browser; returns the one of the response, or null. */
    private Cookie request(FilterChain page) throws Exception {
        DefaultCookieSerializer cookies = new DefaultCookieSerializer();
        cookies.setRememberMeRequestAttribute(SpringSessionRememberMeServices.REMEMBER_ME_LOGIN_ATTR);
        CookieHttpSessionIdResolver resolver = new CookieHttpSessionIdResolver();
        resolver.setCookieSerializer(cookies);
        SessionRepositoryFilter<MemshareSession> sessions = new SessionRepositoryFilter<>(server);
        sessions.setHttpSessionIdResolver(new SavedSessionIdResolver(resolver));
        MockHttpServletRequest request = new MockHttpServletRequest();
        if (cookie != null) {
            request.setCookies(cookie);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        new StoreUnavailableFilter().doFilter(request, response, (req, res) -> sessions.doFilter(req, res, page));
        assertThat(response.getStatus()).isEqualTo(200);
        return response.getCookie("SESSION");
    }

    private void login() throws Exception {
        cookie = request((request, response) -> {
            ((HttpServletRequest) request).getSession().setAttribute("user", "alice");
            services.loginSuccess(
                    (HttpServletRequest) request,
                    (HttpServletResponse) response,
                    new TestingAuthenticationToken("alice", null));
        });
        assertThat(cookie.getMaxAge()).isEqualTo(FOR_EVER);
    }

    private void after(Duration time) {
        shared.nobodyUses(new String(Base64.getDecoder().decode(cookie.getValue()), StandardCharsets.UTF_8), time);
    }

    @Test
    void outlivesTheBrowserWhenItsIdIsRenewed() throws Exception {
        server.setRenewalInterval(INTERVAL);
        login();
        Cookie former = cookie;
        for (int i = 0; i < 3; i++) {
            after(DUE);
            former = cookie;
            cookie = request(PAGE);
            assertThat(cookie.getValue()).isNotEqualTo(former.getValue());
            assertThat(cookie.getMaxAge()).isEqualTo(FOR_EVER);
        }
        String renewed = cookie.getValue();
        cookie = former;
        Cookie again = request(PAGE);
        assertThat(again.getValue()).as("sent to a late request").isEqualTo(renewed);
        assertThat(again.getMaxAge()).isEqualTo(FOR_EVER);
    }

    @Test
    void outlivesItWhenItIsSentAgain() throws Exception {
        server.setSlidingCookie(Duration.ofHours(1));
        login();
        after(Duration.ofMinutes(5));
        assertThat(request(PAGE).getMaxAge()).isEqualTo(FOR_EVER);
    }

    @Test
    void endsWithItAfterALoginThatIsNotRemembered() throws Exception {
        server.setRenewalInterval(INTERVAL);
        login();
        cookie = request((request, response) -> ((HttpServletRequest) request).changeSessionId());
        assertThat(cookie.getMaxAge()).isNegative();
        after(DUE);
        assertThat(request(PAGE).getMaxAge()).isNegative();
    }

    @Test
    void endsWithItIfNobodyWasRemembered() throws Exception {
        server.setRenewalInterval(INTERVAL);
        cookie = request((request, response) -> ((HttpServletRequest) request).getSession());
        assertThat(cookie.getMaxAge()).isNegative();
        after(DUE);
        assertThat(request(PAGE).getMaxAge()).isNegative();
    }

    @Test
    void doesNotRememberTheOtherSessionsOfItsUser() throws Exception {
        IndexedMemshareSessionRepository indexed = (IndexedMemshareSessionRepository) server;
        server.setRenewalInterval(INTERVAL);
        Cookie other = request((request, response) ->
                ((HttpServletRequest) request).getSession().setAttribute(PRINCIPAL_NAME_INDEX_NAME, "alice"));
        cookie = request((request, response) -> {
            services.loginSuccess(
                    (HttpServletRequest) request,
                    (HttpServletResponse) response,
                    new TestingAuthenticationToken("alice", null));
            int changed = new MemshareSessions(indexed)
                    .change("alice", session -> session.setAttribute("notice", "a login elsewhere"));
            assertThat(changed).isEqualTo(1);
            ((HttpServletRequest) request).getSession().setAttribute(PRINCIPAL_NAME_INDEX_NAME, "alice");
        });
        assertThat(cookie.getMaxAge()).isEqualTo(FOR_EVER);
        cookie = other;
        after(DUE);
        assertThat(request(PAGE).getMaxAge()).isNegative();
    }
}
