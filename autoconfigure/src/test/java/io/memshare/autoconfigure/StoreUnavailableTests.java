package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.memshare.session.web.StoreUnavailableFilter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;

/** What a client of a real server sees when the store is lost before, during and after its request. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, classes = StoreUnavailableTests.Application.class)
class StoreUnavailableTests {

    private final HttpClient client = HttpClient.newHttpClient();

    @Autowired
    private FailingSessionRepository store;

    @LocalServerPort
    private int port;

    @BeforeEach
    void findTheStore() {
        store.find();
    }

    @Test
    void everythingIsFineWithTheStore() throws Exception {
        HttpResponse<String> response = get("/plain", null);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("Set-Cookie")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/plain", "/deferred", "/stream", "/nowhere"})
    void aKnownClientKeepsItsCookieWhenTheStoreIsLost(String path) throws Exception {
        String cookie = newCookie();
        store.lose();
        assertUnavailable(get(path, cookie));
        store.find();
        HttpResponse<String> later = get("/plain", cookie);
        assertThat(later.statusCode()).isEqualTo(200);
        assertThat(later.headers().allValues("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/plain", "/deferred", "/deferred-at-once", "/stream"})
    void aNewClientGetsNoCookieForASessionThatIsNotKept(String path) throws Exception {
        store.lose();
        assertUnavailable(get(path, null));
    }

    /** The store is lost while the handler runs, so the session was found and cannot be saved. */
    @ParameterizedTest
    @ValueSource(strings = {"/plain?lose=now", "/deferred?lose=now", "/deferred-at-once?lose=now", "/stream?lose=now"})
    void aChangeThatIsNotKeptIsNotAcknowledged(String path) throws Exception {
        assertUnavailable(get(path, newCookie()));
    }

    /** The store is lost when the thread of the request has gone, before the first byte of the response. */
    @ParameterizedTest
    @ValueSource(strings = {"/deferred?lose=later", "/stream?lose=later"})
    void aResultThatComesWhenTheStoreIsLost(String path) throws Exception {
        assertUnavailable(get(path, newCookie()));
    }

    /** The servlet uses no session; it is the error page that asks for it first, and does without. */
    @Test
    void anErrorPageThatNeedsTheStore() throws Exception {
        String cookie = newCookie();
        assertThat(get("/teapot", cookie).statusCode()).isEqualTo(418);
        store.lose();
        HttpResponse<String> response = get("/teapot", cookie);
        assertThat(response.statusCode()).isEqualTo(418);
        assertThat(response.body()).contains("\"status\":418");
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void aResponseThatIsOnItsWayIsBrokenOff() throws Exception {
        String cookie = newCookie();
        assertThatIOException().isThrownBy(() -> get("/committed", cookie));
    }

    private String newCookie() throws Exception {
        String cookie = get("/plain", null).headers().firstValue("Set-Cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private HttpResponse<String> get(String path, @Nullable String cookie) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void assertUnavailable(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(response.body()).contains("\"status\":503", "\"error\":\"Service Unavailable\"");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableSpringHttpSession
    @Import(Pages.class)
    static class Application {

        @Bean
        FailingSessionRepository sessionRepository() {
            return new FailingSessionRepository();
        }

        @Bean
        StoreUnavailableFilter storeUnavailableFilter() {
            return new StoreUnavailableFilter();
        }

        @Bean
        FilterRegistrationBean<Departure> departure() {
            FilterRegistrationBean<Departure> registration = new FilterRegistrationBean<>(new Departure());
            registration.setOrder(Integer.MIN_VALUE);
            return registration;
        }

        @Bean
        ServletRegistrationBean<Teapot> teapot() {
            return new ServletRegistrationBean<>(new Teapot(), "/teapot");
        }
    }
}
