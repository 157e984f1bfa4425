package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.testkit.Hang;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Browsers that carry the newest change of their session, on two servers and real nodes, and an attacker who writes to
 * all.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CookieStampTests {

    /** No node is left out because the machine is busy. */
    private static final String PATIENT = "memshare.timeout=" + Hang.LIMIT.toSeconds() + "s";

    private final StampedSite site = new StampedSite(StampedPages.class);
    private StampedBrowser browser = new StampedBrowser();
    private int one;
    private int two;

    @BeforeAll
    void start() {
        one = site.server(3, PATIENT);
        two = site.server(3, PATIENT);
    }

    @BeforeEach
    void anotherVisitor() {
        browser = new StampedBrowser();
    }

    @AfterAll
    void stop() {
        site.close();
    }

    private static List<String> stamps(HttpResponse<String> response) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(StampedBrowser.STAMP + "="))
                .toList();
    }

    private int outdated() {
        return outdated(0) + outdated(1);
    }

    private int outdated(int server) {
        return (int) site.bean(server, MeterRegistry.class)
                .get("memshare.sessions.outdated")
                .counter()
                .count();
    }

    private static String with(String name, String value) {
        return "/set?name=" + name + "&value=" + value;
    }

    @Test
    void aStampHasTheAttributesOfTheSessionCookieAndComesWithEachChange() throws Exception {
        HttpResponse<String> first = browser.get(one, with("cart", "tea"));

        assertThat(first.headers().allValues("Set-Cookie"))
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie).endsWith("; Path=/; HttpOnly; SameSite=Lax"));
        assertThat(stamps(first)).hasSize(1);
        assertThat(browser.cookie(StampedBrowser.STAMP)).matches("[A-Za-z0-9_-]{163}");
        assertThat(browser.get(two, "/get?name=cart").headers().allValues("Set-Cookie"))
                .isEmpty();
        String stamp = browser.cookie(StampedBrowser.STAMP);
        HttpResponse<String> changed = browser.get(two, with("cart", "milk"));
        assertThat(changed.headers().allValues("Set-Cookie"))
                .isEqualTo(stamps(changed))
                .hasSize(1);
        assertThat(browser.cookie(StampedBrowser.STAMP)).isNotEqualTo(stamp);
    }

    @Test
    void oldBytesOnAllNodesAreNoticed() throws Exception {
        browser.read(one, with("cart", "old"));
        var past = site.copied();
        browser.read(one, with("cart", "new"));
        var present = site.copied();

        int before = outdated();
        site.putBack(past);
        for (int port : List.of(one, two)) {
            HttpResponse<String> refused = browser.get(port, "/get?name=cart");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.headers().allValues("Set-Cookie")).isEmpty();
            assertThat(browser.get(port, with("cart", "newer")).statusCode()).isEqualTo(503);
        }
        assertThat(outdated()).isEqualTo(before + 4);

        site.putBack(present);
        assertThat(browser.read(two, "/get?name=cart")).isEqualTo("new");
    }

    /** What the stamp is for: the same without one. */
    @Test
    void withoutAStampThePastIsServed() throws Exception {
        browser.read(one, with("cart", "old"));
        var past = site.copied();
        browser.read(one, with("cart", "new"));
        site.putBack(past);

        browser.set(StampedBrowser.STAMP, "");

        assertThat(browser.read(two, "/get?name=cart")).isEqualTo("old");
    }

    /**
     * The notes about the node are on those that died, and a server that is fresh believes what the node says of
     * itself.
     */
    @Test
    void aStaleNodeThatIsLeftAloneIsNoticedByAFreshServer() throws Exception {
        try (StampedSite redeployed = new StampedSite(StampedPages.class)) {
            int former = redeployed.server(3);
            browser.read(former, with("cart", "old"));
            redeployed.proxies.get(2).cut();
            browser.read(former, with("cart", "new"));
            redeployed.stop(0);
            redeployed.nodes.get(0).kill();
            redeployed.nodes.get(1).kill();
            redeployed.proxies.get(2).heal();
            int fresh = redeployed.server(1);
            String stamp = browser.cookie(StampedBrowser.STAMP);
            StampedBrowser unstamped = new StampedBrowser();
            unstamped.set("SESSION", browser.cookie("SESSION"));
            await().atMost(Hang.LIMIT)
                    .untilAsserted(() -> assertThat(
                                    unstamped.get(fresh, "/get?name=cart").body())
                            .isEqualTo("old"));

            assertThat(browser.get(fresh, "/get?name=cart").statusCode()).isEqualTo(503);
            assertThat(browser.cookie(StampedBrowser.STAMP)).isEqualTo(stamp);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 163, 256, 4000})
    void garbageCostsNothing(int length) throws Exception {
        browser.read(one, with("cart", "tea"));
        browser.set(StampedBrowser.STAMP, "w".repeat(length));

        HttpResponse<String> response = browser.get(two, "/get?name=cart");

        assertThat(response.body()).isEqualTo("tea");
        assertThat(stamps(response)).hasSize(1);
    }

    @Test
    void theStampOfAnotherSessionDoesNotCount() throws Exception {
        browser.read(one, with("cart", "mine"));
        StampedBrowser other = new StampedBrowser();
        other.read(one, with("cart", "other"));
        browser.set(StampedBrowser.STAMP, other.cookie(StampedBrowser.STAMP));

        HttpResponse<String> response = browser.get(two, "/get?name=cart");

        assertThat(response.body()).isEqualTo("mine");
        assertThat(stamps(response)).hasSize(1);
    }

    @Test
    void aNewIdGetsAStampOfItsOwnAndALogoutEndsIt() throws Exception {
        browser.read(one, with("cart", "tea"));
        String before = browser.cookie(StampedBrowser.STAMP);

        assertThat(stamps(browser.get(two, "/renew"))).hasSize(1);
        String after = browser.cookie(StampedBrowser.STAMP);
        assertThat(after).isNotEqualTo(before);
        assertThat(browser.get(one, "/get?name=cart").headers().allValues("Set-Cookie"))
                .isEmpty();
        browser.read(one, with("cart", "milk"));
        assertThat(browser.read(two, "/get?name=cart")).isEqualTo("milk");

        browser.read(two, "/out");
        assertThat(browser.cookie(StampedBrowser.STAMP)).isEmpty();
        assertThat(browser.read(one, "/get?name=cart")).isEqualTo("no session");
        browser.read(one, with("cart", "coffee"));
        assertThat(browser.read(two, "/get?name=cart")).isEqualTo("coffee");
    }

    @Test
    void theNewestChangeIsInAnAnswerThatIsUnderWayEarly() throws Exception {
        int immediate = site.server(3, PATIENT, "memshare.session.flush-mode=immediate");
        for (int port : List.of(one, immediate)) {
            anotherVisitor();
            browser.read(port, with("cart", "tea"));
            assertThat(stamps(browser.get(port, "/flush"))).hasSize(1);
            var past = site.copied();
            browser.read(port, with("second", "3"));
            site.putBack(past);
            assertThat(browser.get(two, "/get?name=second").statusCode()).isEqualTo(503);
        }
    }

    /** A stamp that arrives late is a weaker one, and one of another id is none: neither is ever a reason for 503. */
    @Test
    void requestsAtTheSameTimeAreNeverRefused() throws Exception {
        browser.read(one, with("cart", "tea"));
        for (int round = 0; round < 20; round++) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int port = i % 2 == 0 ? one : two;
                answers.add(browser.getLater(port, i < 4 ? with("n" + i, String.valueOf(round)) : "/get?name=cart"));
            }
            if (round % 5 == 4) {
                answers.add(browser.getLater(one, "/renew"));
            }
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThat(answer.join().statusCode()).isEqualTo(200);
            }
        }
        assertThat(browser.read(two, "/get?name=cart")).isIn("tea", "null", "no session");
    }
}
