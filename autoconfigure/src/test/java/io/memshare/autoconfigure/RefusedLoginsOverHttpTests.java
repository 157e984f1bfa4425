package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.autoconfigure.Exchange.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Logins by form that are refused because their user has a session, on three servers, of whose nodes one dies. */
class RefusedLoginsOverHttpTests {

    private static final int TRIALS = Integer.getInteger("memshare.maximum.trials", 20);
    private static final int AT_ONCE = 3;
    private static final String[] REFUSE = {"memshare.index.maximum-sessions=1", "memshare.index.when-full=REFUSE_LOGIN"
    };

    @Test
    void aSecondLoginIsRefusedAsSpringSecurityRefusesItUntilTheFirstLogsOut() throws Exception {
        try (LoginServers servers = LoginServers.start(LoginPages.class, 2, REFUSE)) {
            String first = servers.login(0, "victim").cookie();
            servers.nodes.get(0).kill();
            Answer refused = servers.login(1, "victim");
            assertThat(refused.status()).isEqualTo(302);
            assertThat(refused.text()).contains("/login?error");
            assertThat(servers.who(1, first)).isEqualTo("victim");
            assertThat(servers.login(1, "attacker").text()).doesNotContain("error");
            servers.get(1, "/out", first);
            Answer accepted = servers.login(0, "victim");
            assertThat(accepted.text()).doesNotContain("error");
            assertThat(servers.who(1, accepted.cookie())).isEqualTo("victim");
        }
    }

    @Test
    void aSessionMayLogInAnew() throws Exception {
        try (LoginServers servers = LoginServers.start(LoginPages.class, 2, REFUSE)) {
            String first = servers.login(0, "victim").cookie();
            Answer form = servers.get(1, "/token", first);
            try (Exchange login = Exchange.login(servers.port(1), first, "victim", form.body())) {
                Answer again = login.body("victim", form.body());
                assertThat(again.text()).doesNotContain("error");
                assertThat(servers.who(0, again.cookie())).isEqualTo("victim");
            }
        }
    }

    @Test
    void oneLoginOfSeveralAtOnceIsAccepted() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
        try (LoginServers servers = LoginServers.start(LoginPages.class, 3, REFUSE)) {
            for (int trial = 0; trial < TRIALS; trial++) {
                if (trial == TRIALS / 2) {
                    servers.nodes.get(0).kill();
                }
                List<String> accepted = new ArrayList<>();
                for (Answer answer : servers.loginAtOnce(clients, "victim")) {
                    String cookie = answer.cookie();
                    if (cookie != null && !answer.has("/login?error")) {
                        accepted.add(cookie);
                    }
                }
                assertThat(accepted).as("trial %s", trial).hasSize(1);
                assertThat(servers.who(trial % 3, accepted.get(0))).isEqualTo("victim");
                servers.get(trial % 3, "/out", accepted.get(0));
            }
        } finally {
            clients.shutdownNow();
        }
    }
}
