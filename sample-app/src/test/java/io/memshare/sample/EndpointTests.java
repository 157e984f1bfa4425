package io.memshare.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.testkit.LoopbackPorts;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every endpoint answers, over HTTP, whatever the session store. */
class EndpointTests {

    private static SampleServers servers;
    private static String base;

    private final Visitor visitor = new Visitor();

    @BeforeAll
    static void start() {
        servers = SampleServers.start(
                1, List.of("127.0.0.1:" + LoopbackPorts.free()), List.of(SampleApplication.class, MapSessions.class));
        base = servers.url(0);
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @Test
    void showsTheTutorialsPage() {
        HttpResponse<String> first = visitor.get(base + "/session");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(first.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(
                        cookie -> assertThat(cookie).startsWith("SESSION=").contains("Path=/"));
        assertThat(first.body())
                .isEqualTo("This is the first time you're visiting this server\n"
                        + "Server IP: 127.0.0.1\nClient IP: 127.0.0.1\nArray\n(\n)\n");

        assertThat(visitor.get(base + "/session").body())
                .isEqualTo("Your number of visits: 1\nServer IP: 127.0.0.1\nClient IP: 127.0.0.1\n"
                        + "Array\n(\n    [SESSION] => " + visitor.cookies().get("SESSION") + "\n)\n");
        assertThat(visitor.post(base + "/session/visit?delay=1").body()).startsWith("Your number of visits: 2\n");
    }

    @Test
    void showsTheClientThatTheBalancerNames() {
        assertThat(visitor.send("GET", base + "/session", "", "X-Forwarded-For", "203.0.113.7")
                        .body())
                .contains("Server IP: 127.0.0.1\nClient IP: 203.0.113.7\n");
    }

    @Test
    void listsAttributesWithoutChangingAnything() {
        HttpResponse<String> none = visitor.get(base + "/session/attributes");
        assertThat(none.body()).isEqualTo("{}");
        assertThat(none.headers().allValues("Set-Cookie")).isEmpty();

        visitor.get(base + "/session");
        visitor.put(base + "/session/attributes/colour", "blue \"€\"");
        assertThat(visitor.get(base + "/session/attributes").body())
                .isEqualTo("{\"colour\":\"blue \\\"€\\\"\",\"visit\":1}");
        assertThat(visitor.get(base + "/session/attributes").body()).contains("\"visit\":1");
    }

    @Test
    void setsAndRemovesAttributes() {
        assertThat(visitor.put(base + "/session/attributes/a?delay=5", "1").statusCode())
                .isEqualTo(204);
        assertThat(visitor.send(
                                "PUT",
                                base + "/session/attributes/b",
                                "x=y",
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(204);
        assertThat(visitor.get(base + "/session/attributes").body()).isEqualTo("{\"a\":\"1\",\"b\":\"x=y\"}");
        assertThat(visitor.delete(base + "/session/attributes/a").statusCode()).isEqualTo(204);
        assertThat(visitor.get(base + "/session/attributes").body()).isEqualTo("{\"b\":\"x=y\"}");
    }

    @Test
    void removingStartsNoSession() {
        assertThat(visitor.delete(base + "/session/attributes/a").statusCode()).isEqualTo(204);
        assertThat(visitor.cookies()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /session/attributes/a%20b, 1 to 100 characters",
        "DELETE, /session/attributes/visit, counter",
        "PUT, /session/attributes/a?delay=10001, from 0 to 10000",
        "POST, /session/visit?delay=x, from 0 to 10000",
        "POST, /session/logout?delay=-1, from 0 to 10000",
    })
    void answersBadInputWithTheReason(String method, String path, String reason) {
        HttpResponse<String> answer = visitor.send(method, base + path, "v");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains(reason);
        assertThat(visitor.cookies()).isEmpty();
    }

    @Test
    void refusesATooLongValueAndTakesAMegabyteAndAHalf() {
        HttpResponse<String> answer =
                visitor.put(base + "/session/attributes/a", "x".repeat(AttributeValue.LONGEST_BYTES + 4_000_000));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("longer than");
        assertThat(visitor.put(base + "/session/attributes/a", "x".repeat(1_500_000))
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void logsOut() {
        assertThat(visitor.post(base + "/session/logout").statusCode()).isEqualTo(204);
        visitor.get(base + "/session");
        String cookie = visitor.cookies().get("SESSION");
        assertThat(visitor.post(base + "/session/logout?delay=5").statusCode()).isEqualTo(204);
        assertThat(visitor.cookies()).isEmpty();
        visitor.cookie("SESSION", cookie);
        assertThat(visitor.get(base + "/session").body()).startsWith("This is the first time");
    }

    @Test
    void renewsTheIdAndKeepsTheCounter() {
        assertThat(visitor.post(base + "/session/renew").statusCode()).isEqualTo(409);
        visitor.get(base + "/session");
        String old = visitor.cookies().get("SESSION");
        assertThat(visitor.post(base + "/session/renew").statusCode()).isEqualTo(204);
        assertThat(visitor.cookies().get("SESSION")).isNotEqualTo(old);
        assertThat(visitor.get(base + "/session").body()).startsWith("Your number of visits: 1\n");
    }

    @Test
    void givesThePageItsDataWithoutCountingOrStartingASession() {
        HttpResponse<String> none = visitor.get(base + "/session/overview");
        assertThat(none.body())
                .contains("\"server\":\"127.0.0.1:" + servers.port(0) + "\"")
                .contains("\"session\":null");
        assertThat(visitor.cookies()).isEmpty();

        visitor.get(base + "/session");
        visitor.get(base + "/session/overview");
        String overview = visitor.get(base + "/session/overview").body();
        assertThat(overview).contains("\"visits\":1,");
        assertThat(overview).doesNotContain(visitor.cookies().get("SESSION"));
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html;charset=UTF-8, <title>",
        "/page/page.css, text/css;charset=UTF-8, color-scheme",
        "/page/page.js, text/javascript;charset=UTF-8, session/overview",
    })
    void servesThePageForPeople(String path, String type, String content) {
        HttpResponse<String> answer = visitor.get(base + path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
        assertThat(answer.body()).contains(content);
        assertThat(visitor.cookies()).isEmpty();
    }

    @Test
    void servesNothingElseThere() {
        assertThat(visitor.get(base + "/page/application.yml").statusCode()).isEqualTo(404);
        assertThat(visitor.get(base + "/page/..%2fapplication.yml").statusCode())
                .isIn(400, 404);
    }
}
