package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.memshare.session.web.StoreUnavailableFilter;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.HeaderHttpSessionIdResolver;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** A session that a request wants after its response was committed, so that no cookie can follow. */
class LateSessionTests {

    @AutoClose
    private final SharedSessions shared = new SharedSessions(1);

    private final MemshareSessionRepository server = shared.repository(0);

    private void request(HttpSessionIdResolver resolver, boolean create) throws Exception {
        SessionRepositoryFilter<MemshareSession> sessions = new SessionRepositoryFilter<>(server);
        sessions.setHttpSessionIdResolver(new SavedSessionIdResolver(resolver));
        new StoreUnavailableFilter()
                .doFilter(
                        new MockHttpServletRequest(),
                        new MockHttpServletResponse(),
                        (req, res) -> sessions.doFilter(req, res, (request, response) -> {
                            response.flushBuffer();
                            ((HttpServletRequest) request).getSession(create);
                        }));
    }

    @Test
    void isRefusedIfItsIdTravelsInACookie() throws Exception {
        CookieHttpSessionIdResolver cookies = new CookieHttpSessionIdResolver();
        assertThatIllegalStateException()
                .isThrownBy(() -> request(cookies, true))
                .withMessageContaining("after the response has been committed");
        assertThat(shared.cluster.server(0).keys()).noneMatch(key -> key.contains(":s:"));
        request(cookies, false);
    }

    @Test
    void isCreatedIfItsIdTravelsOtherwise() throws Exception {
        request(HeaderHttpSessionIdResolver.xAuthToken(), true);
        assertThat(shared.cluster.server(0).keys()).anyMatch(key -> key.contains(":s:"));
    }
}
