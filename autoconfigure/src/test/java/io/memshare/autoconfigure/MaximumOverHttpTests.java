package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.autoconfigure.Exchange.Answer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/**
 * Logins of one user at once, by form on three servers, of whose nodes one dies: never more sessions than the maximum.
 */
class MaximumOverHttpTests {

    private static final int TRIALS = Integer.getInteger("memshare.maximum.trials", 30);
    private static final int AT_ONCE = 3;

    @Test
    void oneLoginOfSeveralAtOnceStays() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
        try (LoginServers servers = LoginServers.start(LoginPages.class, 3, "memshare.index.maximum-sessions=1")) {
            for (int trial = 0; trial < TRIALS; trial++) {
                if (trial == TRIALS / 2) {
                    servers.nodes.get(0).kill();
                }
                int living = 0;
                for (Answer answer : servers.loginAtOnce(clients, "victim")) {
                    String cookie = answer.cookie();
                    living += cookie != null && servers.who(trial % 3, cookie).equals("victim") ? 1 : 0;
                }
                assertThat(living).as("trial %s", trial).isEqualTo(1);
            }
        } finally {
            clients.shutdownNow();
        }
    }
}
