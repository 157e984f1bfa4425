package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.autoconfigure.Exchange.Answer;
import io.memshare.testkit.MemcachedServer;
import io.memshare.testkit.MemcachedServers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An attacker has planted a session's id in the victim's browser and uses it while the victim logs in with it, by
 * Spring Security's form login on two servers. The body of the victim's request comes when the server has read the
 * session and waits for it, and the attacker has begun.
 */
@TestInstance(Lifecycle.PER_CLASS)
class PlantedSessionTests {

    private static final int TRIES = 200;
    private static final int AT_A_TIME = 10;

    @RegisterExtension
    private final MemcachedServers processes = new MemcachedServers();

    private final List<MemcachedServer> nodes = processes.startAll(2);
    private final List<ConfigurableApplicationContext> servers = new ArrayList<>();
    private final ExecutorService clients = Executors.newFixedThreadPool(3 * AT_A_TIME);

    @BeforeAll
    void start() {
        for (int i = 0; i < 2; i++) {
            servers.add(new SpringApplicationBuilder(LoginPages.class)
                    .properties(
                            "server.port=0",
                            "memshare.timeout=5s",
                            "memshare.nodes=" + nodes.get(0).address() + ","
                                    + nodes.get(1).address())
                    .run());
        }
    }

    @AfterAll
    void stop() {
        clients.shutdownNow();
        servers.forEach(ConfigurableApplicationContext::close);
    }

    private int port(int server) {
        return ((WebServerApplicationContext) servers.get(server))
                .getWebServer()
                .getPort();
    }

    /** A session that exists before anybody has logged in, and the token of its login form. */
    private record Planted(String cookie, String token) {}

    private Planted plant() throws Exception {
        Answer form = Exchange.get(port(0), "/token", null);
        return new Planted(form.cookie(), form.body());
    }

    private String who(int server, String cookie) throws Exception {
        return Exchange.get(port(server), "/who", cookie).body();
    }

    /** What an attacker does while the victim's request is under way. */
    private interface Attack {

        /** Returns the cookies that the attacker has got. */
        List<String> with(Planted planted) throws Exception;
    }

    private void attack(Attack attack) throws Exception {
        List<Callable<Void>> tries = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            int victims = i % 2;
            tries.add(() -> {
                attackOnce(attack, victims);
                return null;
            });
        }
        ExecutorService rounds = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            for (Future<Void> tried : rounds.invokeAll(tries)) {
                tried.get();
            }
        } finally {
            rounds.shutdownNow();
        }
    }

    private void attackOnce(Attack attack, int victims) throws Exception {
        Planted planted = plant();
        try (Exchange login = Exchange.login(port(victims), planted.cookie(), "victim", planted.token())) {
            login.awaitBodyRead();
            Future<List<String>> stolen = clients.submit(() -> attack.with(planted));
            TimeUnit.MILLISECONDS.sleep(50);
            Answer answer = login.body("victim", planted.token());
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.has("error")).as(answer.text()).isFalse();
            List<String> attackers = new ArrayList<>(stolen.get());
            attackers.add(planted.cookie());
            for (String cookie : attackers) {
                assertThat(who(1 - victims, cookie)).isNotEqualTo("victim");
            }
            assertThat(answer.cookie()).isNotNull().isNotIn(attackers);
            assertThat(who(1 - victims, answer.cookie())).isEqualTo("victim");
        }
    }

    @Test
    void changingThePlantedIdWinsNoLogin() throws Exception {
        attack(planted -> {
            Answer renewed = Exchange.get(port(1), "/renew", planted.cookie());
            return renewed.cookie() == null ? List.of() : List.of(renewed.cookie());
        });
    }

    @Test
    void loggingInUnderThePlantedIdWinsNoOtherLogin() throws Exception {
        attack(planted -> {
            try (Exchange login = Exchange.login(port(1), planted.cookie(), "attacker", planted.token())) {
                Answer answer = login.body("attacker", planted.token());
                return answer.cookie() == null ? List.of() : List.of(answer.cookie());
            }
        });
    }

    @Test
    void aRequestUnderThePlantedIdNeitherReadsNorReplacesTheLogin() throws Exception {
        attack(planted -> {
            Answer late = Exchange.get(port(1), "/late?millis=200", planted.cookie());
            assertThat(late.body()).contains("late").contains("nobody").doesNotContain("victim");
            return List.of();
        });
    }

    @Test
    void bothCookiesOfADoubleClickWorkAndALogoutEndsBoth() throws Exception {
        for (int i = 0; i < 20; i++) {
            Planted planted = plant();
            try (Exchange one = Exchange.login(port(0), planted.cookie(), "victim", planted.token());
                    Exchange two = Exchange.login(port(1), planted.cookie(), "victim", planted.token())) {
                one.awaitBodyRead();
                two.awaitBodyRead();
                Future<Answer> first = clients.submit(() -> one.body("victim", planted.token()));
                Answer second = two.body("victim", planted.token());
                List<String> cookies = List.of(first.get().cookie(), second.cookie());
                for (String cookie : cookies) {
                    assertThat(who(i % 2, cookie)).isEqualTo("victim");
                }
                Exchange.get(port(0), "/out", cookies.get(i % 2));
                for (String cookie : cookies) {
                    assertThat(who(1, cookie)).isEqualTo("no session");
                }
            }
        }
    }

    @Test
    void anAnswerThatALogoutOvertookSendsNoCookie() throws Exception {
        Planted planted = plant();
        try (Exchange login = Exchange.login(port(0), planted.cookie(), "victim", planted.token())) {
            login.awaitBodyRead();
            Exchange.get(port(1), "/out", planted.cookie());
            Answer answer = login.body("victim", planted.token());
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.text()).doesNotContain("Set-Cookie");
        }
    }
}
