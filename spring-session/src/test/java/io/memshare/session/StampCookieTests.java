package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HeaderHttpSessionIdResolver;

class StampCookieTests {

    private final DefaultCookieSerializer serializer = new DefaultCookieSerializer();
    private final CookieHttpSessionIdResolver resolver = new CookieHttpSessionIdResolver();
    private final StampCookie cookie = new StampCookie(resolver);
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    StampCookieTests() {
        resolver.setCookieSerializer(serializer);
    }

    @Test
    void hasNameAndAttributesOfTheSessionCookie() {
        serializer.setCookieName("__Secure-ID");
        serializer.setUseSecureCookie(true);
        serializer.setSameSite("Strict");
        serializer.setCookieMaxAge(77);
        serializer.setDomainName("example.org");
        serializer.setCookiePath("/shop");

        assertThat(cookie.header(request, response, "abc"))
                .startsWith("__Secure-ID-STAMP=abc; Max-Age=77; Expires=")
                .endsWith("; Domain=example.org; Path=/shop; Secure; HttpOnly; SameSite=Strict");
        assertThat(cookie.expired(request, response)).startsWith("__Secure-ID-STAMP=; Max-Age=0;");
        assertThat(response.getHeaderNames()).isEmpty();
    }

    @Test
    void isReadBeforeAnyWasWrittenAndOthersAreNot() {
        request.setCookies(
                new Cookie("SESSION", "id"), new Cookie("SESSION-STAMP", "abc"), new Cookie("SESSION-STAMPED", "x"));

        assertThat(cookie.values(request, response)).containsExactly("abc");
        assertThat(response.getHeaderNames()).isEmpty();
    }

    @Test
    void fourAreReadAtMost() {
        Cookie[] many = new Cookie[50];
        Arrays.setAll(many, i -> new Cookie("SESSION-STAMP", "v" + i));
        request.setCookies(many);

        assertThat(cookie.values(request, response)).containsExactly("v0", "v1", "v2", "v3");
    }

    @Test
    void doesNotKeepTheSessionCookieFromBeingSent() {
        cookie.header(request, response, "abc");
        resolver.setSessionId(request, response, "stamp");

        assertThat(response.getHeaders("Set-Cookie")).hasSize(1);
    }

    @Test
    void thereIsNoneWhereIdsAreSentInAHeader() {
        StampCookie none = new StampCookie(HeaderHttpSessionIdResolver.xAuthToken());
        request.setCookies(new Cookie("SESSION-STAMP", "abc"));

        assertThat(none.header(request, response, "abc")).isNull();
        assertThat(none.expired(request, response)).isNull();
        assertThat(none.values(request, response)).isEmpty();
        assertThat(response.getHeaderNames()).isEmpty();
    }

    @Test
    void aLaterOneReplacesAnEarlierOneOnly() {
        response.addHeader("Set-Cookie", "a=1");
        StampCookie.add(response, "SESSION-STAMP=1", null);
        response.addHeader("Set-Cookie", "b=2");

        StampCookie.add(response, "SESSION-STAMP=2", "SESSION-STAMP=1");

        assertThat(response.getHeaders("Set-Cookie"))
                .containsExactlyInAnyOrderElementsOf(List.of("a=1", "b=2", "SESSION-STAMP=2"));
    }
}
