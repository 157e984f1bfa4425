package io.memshare.session;

import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.session.web.StoreUnavailableFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** A request that goes on without its thread: its cookies are sent with its answer, perhaps minutes later. */
class AsyncRequestTests {

    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final FilterChain PAGE = (request, response) -> ((HttpServletRequest) request).getSession();
    private static final FilterChain ASYNC_PAGE = (request, response) -> {
        PAGE.doFilter(request, response);
        request.startAsync();
    };

    @AutoClose
    private final SharedSessions shared = new SharedSessions(1);

    private final MemshareSessionRepository server = shared.repository(0);
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    private String sessionThatIsDue() {
        String id = saved(server);
        shared.nobodyUses(id, INTERVAL.plusSeconds(1));
        request.setCookies(
                new Cookie("SESSION", Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8))));
        request.setAsyncSupported(true);
        return id;
    }

    private void dispatch(FilterChain page) throws Exception {
        SessionRepositoryFilter<MemshareSession> sessions = new SessionRepositoryFilter<>(server);
        sessions.setHttpSessionIdResolver(new SavedSessionIdResolver(new CookieHttpSessionIdResolver()));
        new StoreUnavailableFilter().doFilter(request, response, (req, res) -> sessions.doFilter(req, res, page));
    }

    private void dispatchAgain(FilterChain page) throws Exception {
        request.setAsyncStarted(false);
        request.setDispatcherType(DispatcherType.ASYNC);
        dispatch(page);
    }

    private @Nullable String sent() {
        Cookie cookie = response.getCookie("SESSION");
        return cookie == null
                ? null
                : new String(Base64.getDecoder().decode(cookie.getValue()), StandardCharsets.UTF_8);
    }

    @Test
    void keepsItsIdUntilItIsAnswered() throws Exception {
        server.setRenewalInterval(INTERVAL);
        String id = sessionThatIsDue();
        dispatch(ASYNC_PAGE);
        assertThat(sent()).isNull();
        shared.nobodyUses(id, Duration.ofSeconds(62));
        assertThat(server.findById(id)).as("the browser knows no other id").isNotNull();
        dispatchAgain(ASYNC_PAGE);
        assertThat(sent()).isNull();
        dispatchAgain(PAGE);
        assertThat(sent()).isNotNull().isNotEqualTo(id);
        assertThat(server.findById(sent())).isNotNull();
    }

    @Test
    void sendsItsIdAgainWhenItIsAnswered() throws Exception {
        server.setSlidingCookie(Duration.ofHours(1));
        String id = sessionThatIsDue();
        dispatch(ASYNC_PAGE);
        assertThat(sent()).isNull();
        dispatchAgain(ASYNC_PAGE);
        assertThat(sent()).isNull();
        dispatchAgain(PAGE);
        assertThat(sent()).isEqualTo(id);
    }

    @Test
    void sendsNoIdThatWasEndedMeanwhile() throws Exception {
        server.setSlidingCookie(Duration.ofHours(1));
        String id = sessionThatIsDue();
        dispatch((req, res) -> {
            PAGE.doFilter(req, res);
            elsewhere(() -> shared.repository(1).deleteById(id));
        });
        assertThat(sent()).isNull();
    }

    @Test
    void sendsTheIdThatAnotherRequestHasGivenToItsSession() throws Exception {
        server.setRenewalInterval(INTERVAL);
        String id = sessionThatIsDue();
        dispatch(ASYNC_PAGE);
        String next = ClientRequest.touch(server, id);
        shared.nobodyUses(next, SessionTimeouts.OLD_ID.multipliedBy(2));
        dispatchAgain(PAGE);
        assertThat(sent()).isEqualTo(next).isNotEqualTo(id);
    }

    /** What another thread does, which knows nothing of the request. */
    private static void elsewhere(Runnable step) {
        CompletableFuture.runAsync(step).join();
    }
}
