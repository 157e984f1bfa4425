package io.memshare.session.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.memshare.session.SessionStoreUnavailableException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class StoreUnavailableFilterTests {

    private final StoreUnavailableFilter filter = new StoreUnavailableFilter();
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void leavesAnOrdinaryResponseAlone() throws Exception {
        filter.doFilter(request, response, (req, res) -> ((HttpServletResponse) res).setStatus(204));
        assertThat(response.getStatus()).isEqualTo(204);
        assertThat(response.getHeaderNames()).isEmpty();
    }

    @Test
    void answers503WithRetryAfter() throws Exception {
        filter.doFilter(request, response, failing(unavailable()));
        assertUnavailable();
        assertThat(response.getHeader("Retry-After")).isEqualTo("1");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getContentAsString()).isEqualTo("""
                        {"type":"about:blank","title":"Service Unavailable","status":503,"detail":"The session store \
                        cannot be reached at the moment. Your session is kept, please try again."}
                        """);
        assertThat(response.getContentLength()).isEqualTo(response.getContentAsByteArray().length);
    }

    static Stream<Exception> wrappings() {
        return Stream.of(
                new ServletException(unavailable()),
                new ServletException("Request processing failed", new IllegalStateException(unavailable())),
                new IOException(unavailable()),
                new IllegalStateException(unavailable()));
    }

    @ParameterizedTest
    @MethodSource("wrappings")
    void findsTheReasonUnderWhateverWrapsIt(Exception thrown) throws Exception {
        filter.doFilter(request, response, failing(thrown));
        assertUnavailable();
    }

    @Test
    void throwsOnEverythingElse() {
        IllegalStateException other = new IllegalStateException(new IOException("disk"));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> filter.doFilter(request, response, failing(other)))
                .isSameAs(other);
        assertThat(response.getStatus()).isEqualTo(200);
    }

    @Test
    void endsOnCausesThatFormACircle() {
        IllegalStateException first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> filter.doFilter(request, response, failing(first)))
                .isSameAs(first);
    }

    @Test
    void takesBackCookiesHeadersAndBody() throws Exception {
        filter.doFilter(request, response, (req, res) -> {
            MockHttpServletResponse http = (MockHttpServletResponse) res;
            http.addCookie(new Cookie("SESSION", "fresh"));
            http.setHeader("Set-Cookie", "SESSION=fresh");
            http.setHeader("X-Page", "1");
            http.getWriter().write("half a page");
            throw unavailable();
        });
        assertUnavailable();
        assertThat(response.getHeader("X-Page")).isNull();
        assertThat(response.getContentAsString()).doesNotContain("half a page");
    }

    @Test
    void throwsOnWhenTheResponseIsCommitted() throws Exception {
        SessionStoreUnavailableException thrown = unavailable();
        assertThatExceptionOfType(SessionStoreUnavailableException.class)
                .isThrownBy(() -> filter.doFilter(request, response, (req, res) -> {
                    res.flushBuffer();
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(response.getStatus()).isEqualTo(200);
    }

    @Test
    void completesARequestThatAnotherThreadWorksOn() throws Exception {
        request.setAsyncSupported(true);
        List<String> events = new ArrayList<>();
        filter.doFilter(request, response, (req, res) -> {
            MockAsyncContext context = (MockAsyncContext) req.startAsync(req, res);
            context.addListener(new CompletionRecorder(events));
            throw unavailable();
        });
        assertUnavailable();
        assertThat(events).containsExactly("complete");
    }

    @Test
    void aRequestIsAnsweredOnceHoweverManyOfItsDispatchesFail() throws Exception {
        filter.doFilter(request, response, failing(unavailable()));
        int length = response.getContentAsByteArray().length;
        request.setDispatcherType(DispatcherType.ASYNC);
        filter.doFilter(request, response, failing(unavailable()));
        assertUnavailable();
        assertThat(response.getContentAsByteArray()).hasSize(length);
    }

    /** An asynchronous dispatch comes with the response of Spring Session, which saves the session when written to. */
    @Test
    void writesToTheResponseOfTheFirstDispatch() throws Exception {
        filter.doFilter(request, response, (req, res) -> {});
        request.setDispatcherType(DispatcherType.ASYNC);
        HttpServletResponse wrapped = new HttpServletResponseWrapper(response) {
            @Override
            public ServletOutputStream getOutputStream() {
                throw unavailable();
            }
        };
        filter.doFilter(request, wrapped, failing(unavailable()));
        assertUnavailable();
    }

    @ParameterizedTest
    @CsvSource({"PT0S,0", "PT0.001S,1", "PT1S,1", "PT1.5S,2", "PT2M,120"})
    void retryAfterIsInWholeSecondsRoundedUp(Duration retryAfter, String header) throws Exception {
        new StoreUnavailableFilter(retryAfter).doFilter(request, response, failing(unavailable()));
        assertThat(response.getHeader("Retry-After")).isEqualTo(header);
    }

    @Test
    void refusesANegativeRetryAfter() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoreUnavailableFilter(Duration.ofSeconds(-1)))
                .withMessage("retryAfter PT-1S is negative");
    }

    private void assertUnavailable() {
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.isCommitted()).isTrue();
        assertThat(response.getCookies()).isEmpty();
        assertThat(response.getHeader("Set-Cookie")).isNull();
    }

    private static FilterChain failing(Exception thrown) {
        return (req, res) -> {
            if (thrown instanceof IOException io) {
                throw io;
            }
            if (thrown instanceof ServletException servlet) {
                throw servlet;
            }
            throw (RuntimeException) thrown;
        };
    }

    private static SessionStoreUnavailableException unavailable() {
        return new SessionStoreUnavailableException("no node answered");
    }
}
