package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.autoconfigure.Exchange.Answer;
import io.memshare.testkit.MemcachedServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Renewed ids, the absolute timeout and the sliding cookie, over HTTP on two servers with Spring Security. */
class TimeoutsOverHttpTests {

    private static LoginServers servers;

    @BeforeAll
    static void start() {
        // In the past, because Spring's filter notes the use of a session by the real time.
        TimedLoginPages.AHEAD.set(Duration.ofHours(-10));
        servers = LoginServers.start(
                TimedLoginPages.class,
                2,
                "server.servlet.session.timeout=10h",
                "server.servlet.session.cookie.max-age=16h",
                "memshare.sliding-cookie=true",
                "memshare.renewal-interval=10m",
                "memshare.absolute-timeout=2h",
                "memshare.anonymous-timeout=5m");
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    /** Begins each test five minutes after a full hour, at which cookies are sent again. Time never goes back. */
    @BeforeEach
    void nextHour() {
        long hour = Duration.ofHours(1).toMillis();
        long now = InstantSource.system().millis() + TimedLoginPages.AHEAD.get().toMillis();
        later(Duration.ofMillis(hour - now % hour).plusMinutes(5));
    }

    private static void later(Duration duration) {
        TimedLoginPages.AHEAD.updateAndGet(duration::plus);
    }

    @Test
    void aSessionGetsAnotherCookieAndTheFormerOneWorksForAMinute() throws Exception {
        String first = servers.login(0, "victim").cookie();
        assertThat(servers.get(1, "/who", first).cookie()).isNull();
        later(Duration.ofMinutes(10).plusSeconds(1));
        Answer renewed = servers.get(1, "/who", first);
        String second = renewed.cookie();
        assertThat(renewed.body()).isEqualTo("victim");
        assertThat(second).isNotNull().isNotEqualTo(first);
        Answer late = servers.get(0, "/who", first);
        assertThat(late.body()).isEqualTo("victim");
        assertThat(late.cookie()).as("should the first answer be lost").isEqualTo(second);
        assertThat(servers.get(0, "/who", second).cookie()).isNull();
        later(Duration.ofMinutes(1).plusSeconds(1));
        assertThat(servers.who(0, first)).isEqualTo("no session");
        assertThat(servers.who(0, second)).isEqualTo("victim");
    }

    @Test
    void aLogoutWithTheFormerCookieEndsTheSession() throws Exception {
        String first = servers.login(0, "victim").cookie();
        later(Duration.ofMinutes(10).plusSeconds(1));
        String second = servers.get(1, "/who", first).cookie();
        servers.get(0, "/out", first);
        assertThat(servers.who(1, second)).isEqualTo("no session");
        assertThat(servers.who(1, first)).isEqualTo("no session");
    }

    @Test
    void aSessionThatIsUsedAllTheTimeEndsAfterItsAbsoluteTimeout() throws Exception {
        String cookie = servers.login(0, "victim").cookie();
        for (int i = 0; i < 10; i++) {
            later(Duration.ofMinutes(12).plusSeconds(1));
            Answer answer = servers.get(i % 2, "/who", cookie);
            boolean within = i < 9;
            assertThat(answer.body()).isEqualTo(within ? "victim" : "no session");
            cookie = within ? answer.cookie() : cookie;
        }
    }

    @Test
    void aVisitorWithoutALoginIsRememberedForAShortTime() throws Exception {
        Set<String> before = servers.nodes.get(0).keys();
        servers.get(0, "/token", null);
        assertThat(lifetimes(before)).hasSize(1).allMatch(seconds -> seconds <= 360);
        servers.login(0, "victim");
        assertThat(lifetimes(before)).anyMatch(seconds -> seconds > 35_000);
    }

    private static List<Long> lifetimes(Set<String> before) {
        MemcachedServer node = servers.nodes.get(0);
        return node.keys().stream()
                .filter(key -> key.contains(":s:") && !before.contains(key))
                .map(key -> secondsLeft(node, key))
                .toList();
    }

    private static long secondsLeft(MemcachedServer node, String key) {
        return Long.parseLong(node.command("mg " + key + " t").replaceAll("(?s).*t(\\d+).*", "$1"));
    }

    @Test
    void theCookieOfASessionInUseIsSentAgainFromTimeToTime() throws Exception {
        Answer login = servers.login(0, "victim");
        assertThat(login.text()).contains("Max-Age=57600");
        assertThat(servers.get(1, "/who", login.cookie()).cookie()).isNull();
        for (MemcachedServer node : servers.nodes) {
            for (String key : node.keys()) {
                if (key.contains(":s:") && secondsLeft(node, key) > 4000) {
                    node.command("mg " + key + " T" + (secondsLeft(node, key) - 3700));
                }
            }
        }
        Answer after = servers.get(1, "/who", login.cookie());
        assertThat(after.cookie()).isEqualTo(login.cookie());
        assertThat(after.text()).contains("Max-Age=57600");
    }
}
