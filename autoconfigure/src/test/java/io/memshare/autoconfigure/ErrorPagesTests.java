package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.testkit.MemcachedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The application's own error page, over HTTP, with a real memcached that is frozen before or during a request. */
@SpringBootTest(
        classes = ErrorPagesTests.Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"memshare.retry-after=7s", "management.endpoint.health.probes.add-additional-paths=true"})
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class ErrorPagesTests {

    private static final MemcachedServer MEMCACHED = MemcachedServer.start();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    private String cookie = "";

    @DynamicPropertySource
    static void nodes(DynamicPropertyRegistry registry) {
        registry.add("memshare.nodes", MEMCACHED::address);
    }

    @AfterAll
    static void stop() {
        MEMCACHED.thaw();
    }

    @BeforeEach
    void logIn() {
        MEMCACHED.thaw();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                get("/set?name=known&value=yes", null, "*/*").statusCode())
                        .isEqualTo(200));
        HttpResponse<String> response = get("/set?name=known&value=yes", null, "*/*");
        cookie = response.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    @AfterEach
    void thaw() {
        MEMCACHED.thaw();
    }

    private HttpResponse<String> get(String path, @Nullable String cookie, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", accept)
                .timeout(PATIENCE);
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException ex) {
            throw new java.io.UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private String attribute(String name) {
        HttpResponse<String> response = get("/get?name=" + name, cookie, "*/*");
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private static void assertPage(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(response.body()).isEqualTo("<h1>" + status + "</h1>");
    }

    /** The store is lost before the request, between find and save, and with half of a page written. */
    @ParameterizedTest
    @CsvSource({"/get?name=known,true", "/set?name=a&value=b,true", "/freeze,false", "/half-a-page,false"})
    void aBrowserGetsTheErrorPageOfTheApplication(String path, boolean before) {
        if (before) {
            MEMCACHED.freeze();
        }
        HttpResponse<String> response = get(path, cookie, "text/html");
        assertPage(response, 503);
        assertThat(response.headers().allValues("Retry-After")).containsExactly("7");
        assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(response.headers().firstValue("X-Page")).isEmpty();
        thaw();
        await().atMost(PATIENCE)
                .until(() -> get("/get?name=known", cookie, "*/*").statusCode() == 200);
        assertThat(attribute("known")).isEqualTo("yes");
    }

    @Test
    void aClientThatAsksForProblemsGetsOne() {
        MEMCACHED.freeze();
        HttpResponse<String> response = get("/get?name=known", cookie, "application/problem+json");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(response.body()).contains("\"status\":503", "\"path\":\"/get\"");
    }

    @Test
    void aNewClientGetsNoCookieWithTheErrorPage() {
        MEMCACHED.freeze();
        HttpResponse<String> response = get("/set?name=a&value=b", null, "text/html");
        assertPage(response, 503);
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
    }

    /** The page works with the session, and says which error it is about all the same. */
    @Test
    void anotherErrorStaysWhatItIs() {
        MEMCACHED.freeze();
        HttpResponse<String> response = get("/teapot", cookie, "text/html");
        assertPage(response, 418);
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/refused", "/large", "/refused-late"})
    void whatCannotBeSavedFailsOnceAndLeavesTheRest(String path, CapturedOutput output) {
        int before = output.getAll().length();
        HttpResponse<String> response = get(path, cookie, "text/html");
        assertPage(response, 500);
        String log = output.getAll().substring(before);
        assertThat(log.lines().filter(line -> line.contains("ERROR") || line.contains("Exception")))
                .as(log)
                .singleElement()
                .asString()
                .contains("A request failed: ", "'bad'");
        assertThat(log.lines()).as(log).hasSizeLessThanOrEqualTo(2);
        assertThat(attribute("known")).isEqualTo("yes");
        assertThat(attribute("good")).isEqualTo("yes");
        assertThat(attribute("bad")).isEqualTo("none");
        assertThat(attribute("seen-by-the-error-page")).isEqualTo("yes");
    }

    @Test
    void headersThatAreNotOfTheBodyStay() {
        assertThat(get("/refused", cookie, "text/html").headers().firstValue("X-Page"))
                .hasValue("1");
    }

    @Test
    void aNewSessionIsKeptWithoutWhatCannotBeSaved() {
        HttpResponse<String> response = get("/refused", null, "text/html");
        assertPage(response, 500);
        cookie = response.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        assertThat(attribute("good")).isEqualTo("yes");
    }

    @Test
    void anErrorPageThatCannotBeSavedItselfIsRenderedWithoutASession() {
        assertPage(get("/teapot?page=refused", cookie, "text/html"), 418);
        assertPage(get("/refused?page=refused", cookie, "text/html"), 500);
        assertThat(attribute("known")).isEqualTo("yes");
    }

    /** The store is lost in the error page, between its find and its save. */
    @Test
    void anErrorPageThatLosesTheStoreIsRenderedWithoutASession() {
        HttpResponse<String> response = get("/teapot?page=freeze", cookie, "text/html");
        assertPage(response, 418);
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void managementNeedsNoSession() {
        MEMCACHED.freeze();
        for (String path : List.of("/actuator", "/actuator/health/liveness", "/livez", "/readyz")) {
            HttpResponse<String> response = get(path, cookie, "application/json");
            assertThat(response.statusCode()).as(path + response.body()).isEqualTo(200);
            assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
        }
        HttpResponse<String> health = get("/actuator/health", cookie, "application/json");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).as("the answer of the health endpoint itself").contains("\"status\":\"DOWN\"");
        assertThat(health.headers().allValues("Set-Cookie")).isEmpty();
        for (String path : List.of("/actuators", "/actuator-lookalike/health", "/livezz")) {
            assertThat(get(path, cookie, "text/html").statusCode()).as(path).isEqualTo(503);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(FaultyPages.class)
    static class Application {

        @Bean(destroyMethod = "")
        MemcachedServer memcached() {
            return MEMCACHED;
        }

        @Bean
        ServletRegistrationBean<Teapot> teapot() {
            return new ServletRegistrationBean<>(new Teapot(), "/teapot");
        }

        @Bean
        SessionUsingErrorView error(MemcachedServer memcached) {
            return new SessionUsingErrorView(memcached);
        }
    }
}
