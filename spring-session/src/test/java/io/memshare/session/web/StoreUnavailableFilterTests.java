package io.memshare.session.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.session.SessionIndexFullException;
import io.memshare.session.SessionStoreUnavailableException;
import io.memshare.session.SessionTooLargeException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
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
        assertThat(response.getErrorMessage()).isEqualTo("The session store cannot be reached");
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
    void takesBackCookiesAndTheBodyWithItsHeaders() throws Exception {
        filter.doFilter(request, response, (req, res) -> {
            beginPage(res);
            throw unavailable();
        });
        assertUnavailable();
        assertThat(response.getHeaderNames())
                .containsExactlyInAnyOrder(
                        "Access-Control-Allow-Origin",
                        "Content-Security-Policy",
                        "Vary",
                        "Retry-After",
                        "Cache-Control");
        assertThat(response.getHeaders("Vary")).containsExactly("Origin", "Accept");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(response.getContentAsString()).isEmpty();
    }

    private static void beginPage(ServletResponse res) throws IOException {
        MockHttpServletResponse http = (MockHttpServletResponse) res;
        http.addCookie(new Cookie("SESSION", "fresh"));
        http.setHeader("Cache-Control", "max-age=60");
        http.setHeader("Access-Control-Allow-Origin", "https://shop.example");
        http.setHeader("Content-Security-Policy", "default-src 'self'");
        http.addHeader("Vary", "Origin");
        http.addHeader("Vary", "Accept");
        http.setHeader("ETag", "\"1\"");
        http.setHeader("Last-Modified", "yesterday");
        http.setContentType("text/html");
        http.setContentLength(5000);
        http.getWriter().write("half a page");
    }

    static Stream<RuntimeException> refusals() {
        return Stream.of(
                new AttributeSerializationException("session attribute 'a\nb' cannot be saved", null),
                new SessionTooLargeException(2_000_000, 1_000_000, List.of()),
                new SessionIndexFullException("tenant", 4096));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void anErrorForWhatCannotBeSaved(RuntimeException refusal) throws Exception {
        filter.doFilter(request, response, (req, res) -> {
            beginPage(res);
            throw new ServletException(refusal);
        });
        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(response.getErrorMessage()).isEqualTo("The session cannot be saved");
        assertThat(request.getAttribute("jakarta.servlet.error.exception")).isSameAs(refusal);
        assertThat(request.getAttribute("jakarta.servlet.error.exception_type")).isEqualTo(refusal.getClass());
        assertThat(response.getHeaderNames())
                .contains("Set-Cookie", "Access-Control-Allow-Origin")
                .doesNotContain("Retry-After", "Content-Length", "Content-Type", "ETag");
        assertThat(response.getContentAsString()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refusals")
    @ExtendWith(OutputCaptureExtension.class)
    void oneLineForWhatCannotBeSaved(RuntimeException refusal, CapturedOutput output) throws Exception {
        filter.doFilter(request, response, failing(refusal));
        assertThat(output.getAll().lines())
                .singleElement()
                .asString()
                .contains(refusal.getMessage().replace('\n', '?'));
    }

    /** The page of a servlet that is no bean is sent through the filters, and may do without a session. */
    @Test
    void anErrorPageThatFailsTooFails() throws Exception {
        filter.doFilter(request, response, failing(unavailable()));
        request.setDispatcherType(DispatcherType.ERROR);
        SessionStoreUnavailableException again = unavailable();
        assertThatExceptionOfType(SessionStoreUnavailableException.class)
                .isThrownBy(() -> filter.doFilter(request, new MockHttpServletResponse(), failing(again)))
                .isSameAs(again);
    }

    @Test
    void anAsynchronousDispatchOfAnAnsweredRequestDoesNothing() throws Exception {
        filter.doFilter(request, response, failing(unavailable()));
        request.setDispatcherType(DispatcherType.ASYNC);
        filter.doFilter(request, response, (req, res) -> {
            throw new AssertionError("the request has its answer");
        });
        assertUnavailable();
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
