package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.autoconfigure.Exchange.Answer;
import org.junit.jupiter.api.Test;

/** Spring Security's control of concurrent sessions, by Spring Session's reference, on two servers that lose a node. */
class ConcurrentSessionControlTests {

    @Test
    void aSecondLoginEndsTheFirst() throws Exception {
        try (LoginServers servers = LoginServers.start(SingleLoginPages.class, 2)) {
            String first = servers.login(0, "victim").cookie();
            String other = servers.login(0, "attacker").cookie();
            servers.nodes.get(0).kill();
            String second = servers.login(1, "victim").cookie();
            servers.nodes.get(0).restart();
            servers.nodes.get(1).kill();
            assertThat(servers.who(1, first)).contains("This session has been expired");
            assertThat(servers.who(0, second)).isEqualTo("victim");
            assertThat(servers.who(0, other)).isEqualTo("attacker");
        }
    }

    /** Both maximums: Spring Security's comes first, and its message is not lost by memshare's. */
    @Test
    void theUserOfTheFirstIsToldWithAMaximumOfMemshareAsWell() throws Exception {
        try (LoginServers servers =
                LoginServers.start(SingleLoginPages.class, 2, "memshare.index.maximum-sessions=1")) {
            String first = servers.login(0, "victim").cookie();
            String second = servers.login(1, "victim").cookie();
            assertThat(servers.who(1, first)).contains("This session has been expired");
            assertThat(servers.who(0, second)).isEqualTo("victim");
        }
    }

    @Test
    void aSecondLoginIsRefusedUntilTheFirstLogsOut() throws Exception {
        try (LoginServers servers = LoginServers.start(SingleLoginPages.class, 2, SingleLoginPages.REFUSE + "=true")) {
            String first = servers.login(0, "victim").cookie();
            servers.nodes.get(0).kill();
            Answer refused = servers.login(1, "victim");
            assertThat(refused.text()).contains("/login?error");
            assertThat(servers.who(1, first)).isEqualTo("victim");
            servers.get(1, "/out", first);
            Answer accepted = servers.login(0, "victim");
            assertThat(accepted.text()).doesNotContain("error");
            assertThat(servers.who(1, accepted.cookie())).isEqualTo("victim");
        }
    }

    @Test
    void aSessionMayLogInAnew() throws Exception {
        try (LoginServers servers = LoginServers.start(SingleLoginPages.class, 2, SingleLoginPages.REFUSE + "=true")) {
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
    void aCookieWithAHandleFindsNothing() throws Exception {
        try (LoginServers servers = LoginServers.start(SingleLoginPages.class, 1)) {
            servers.login(0, "victim");
            String handle = servers.bean(0, io.memshare.session.IndexedMemshareSessionRepository.class)
                    .findByPrincipalName("victim")
                    .keySet()
                    .iterator()
                    .next();
            String cookie = java.util.Base64.getEncoder()
                    .encodeToString(handle.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(servers.who(0, cookie)).isEqualTo("no session");
        }
    }
}
