package io.memshare.session.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.session.web.StoreUnavailableFilter;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;

@ExtendWith(OutputCaptureExtension.class)
class FilterOrderCheckTests {

    private static final String WARNING = "past the StoreUnavailableFilter";

    private final FilterOrderCheck check = new FilterOrderCheck(new CookieHttpSessionIdResolver());
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void warnsOfARequestThatPassedTheFilterBy(CapturedOutput output) {
        check.resolveSessionIds(request);
        assertThat(output).contains(WARNING).contains("memshareStoreUnavailableFilter");
    }

    @Test
    void warnsOnce(CapturedOutput output) {
        check.resolveSessionIds(request);
        check.resolveSessionIds(new MockHttpServletRequest());
        assertThat(output.toString().split(WARNING, -1)).hasSize(2);
    }

    @Test
    void isSilentBehindTheFilter(CapturedOutput output) throws Exception {
        new StoreUnavailableFilter()
                .doFilter(request, response, (req, res) -> check.resolveSessionIds((HttpServletRequest) req));
        check.resolveSessionIds(request); // as an asynchronous request does, on a thread of the application
        assertThat(output).doesNotContain(WARNING);
    }

    @Test
    void readsAndWritesAsTheResolverThatItWraps() {
        check.setSessionId(request, response, "an id");
        request.setCookies(response.getCookies());
        assertThat(check.resolveSessionIds(request)).containsExactly("an id");
        MockHttpServletResponse expired = new MockHttpServletResponse();
        check.expireSession(request, expired);
        assertThat(expired.getCookie("SESSION").getMaxAge()).isZero();
    }
}
