package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.autoconfigure.Exchange.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/user-sessions.md}, over HTTP on two servers. */
class UserSessionsTests {

    private static final Path PAGE = Path.of("..", "docs", "user-sessions.md");
    private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");

    private static LoginServers servers;

    @BeforeAll
    static void start() {
        servers = LoginServers.start(UserSessionPages.class, 2, "management.endpoints.web.exposure.include=sessions");
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    private static String login(int server, String user) throws Exception {
        try (Exchange login = Exchange.login(servers.port(server), null, user, "")) {
            Answer answer = login.body(user, "");
            assertThat(answer.text()).doesNotContain("error");
            return answer.cookie();
        }
    }

    private static Answer post(int server, String path, String cookie) throws Exception {
        return Exchange.post(servers.port(server), path, cookie);
    }

    @Test
    void thePageHasTheExamplesThatAreTested() throws Exception {
        String tested = code(Path.of("src/test/java/io/memshare/autoconfigure/UserSessionPages.java"))
                + code(Path.of("src/test/java/io/memshare/autoconfigure/SingleLoginPages.java"));
        List<String> shown = JAVA.matcher(Files.readString(PAGE))
                .results()
                .flatMap(block -> Arrays.stream(block.group(1).split("\n\n")))
                .map(example -> example.replaceAll("\\s+|\\)?;", ""))
                .toList();
        assertThat(shown).hasSize(7).allSatisfy(example -> assertThat(tested).contains(example));
    }

    private static String code(Path source) throws Exception {
        return Files.readString(source).replaceAll("\\s+|\\)?;", "");
    }

    @Test
    void aUserSeesWhereHeIsLoggedInAndNoCredential() throws Exception {
        String own = login(0, "victim");
        String other = login(1, "victim");
        String shown = servers.get(1, "/my-sessions", own).body();
        assertThat(shown).contains("\"current\":true", "\"current\":false", "\"handle\":\"handle-");
        assertThat(shown).contains("\"address\":\"127.0.0.1\"", "\"device\":\"unknown\"");
        assertThat(shown).doesNotContain(id(own), id(other));
        for (String cookie : new String[] {null, own}) {
            String endpoint =
                    servers.get(0, "/actuator/sessions?username=victim", cookie).body();
            assertThat(endpoint).contains("\"id\":\"handle-").doesNotContain(id(own), id(other));
        }
        post(0, "/password-changed", own);
    }

    @Test
    void theEndpointShowsASessionByItsHandle() throws Exception {
        post(0, "/password-changed", login(0, "victim"));
        String cookie = login(0, "victim");
        String handle = handles(servers.get(1, "/my-sessions", cookie).body()).get(0);
        Answer shown = servers.get(1, "/actuator/sessions/" + handle, null);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body())
                .contains("\"id\":\"" + handle + "\"", "SPRING_SECURITY_CONTEXT")
                .doesNotContain(id(cookie));
        assertThat(servers.get(1, "/actuator/sessions/" + handle + "x", null).status())
                .isEqualTo(404);
        post(0, "/password-changed", cookie);
    }

    @Test
    void oneDeviceIsLoggedOut() throws Exception {
        post(0, "/password-changed", login(0, "attacker"));
        String other = login(1, "attacker");
        String handle = handles(servers.get(0, "/my-sessions", other).body()).get(0);
        String own = login(0, "attacker");
        String victim = login(0, "victim");
        assertThat(post(1, "/end-one?handle=" + handle, victim).body()).isEqualTo("false");
        assertThat(servers.who(0, other)).isEqualTo("attacker");
        assertThat(post(1, "/end-one?handle=" + handle, own).body()).isEqualTo("true");
        assertThat(servers.who(0, other)).isEqualTo("no session");
        assertThat(servers.who(1, own)).isEqualTo("attacker");
        post(0, "/password-changed", own);
        post(0, "/password-changed", victim);
    }

    @Test
    void aJobCountsTheUsersWhoAreLoggedIn() throws Exception {
        String before = servers.get(0, "/logged-in", null).body();
        List<String> cookies = List.of(login(0, "victim"), login(1, "attacker"));
        String after = servers.get(1, "/logged-in", null).body();
        assertThat(Integer.parseInt(after)).isEqualTo(Integer.parseInt(before) + 2);
        for (String cookie : cookies) {
            post(0, "/password-changed", cookie);
        }
    }

    private static List<String> handles(String shown) {
        return Pattern.compile("handle-[A-Za-z0-9_-]{43}")
                .matcher(shown)
                .results()
                .map(java.util.regex.MatchResult::group)
                .toList();
    }

    private static String id(String cookie) {
        return new String(java.util.Base64.getDecoder().decode(cookie), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void otherDevicesAreLoggedOut() throws Exception {
        post(0, "/password-changed", login(0, "attacker"));
        String own = login(0, "attacker");
        String other = login(1, "attacker");
        assertThat(post(1, "/end-others", own).body()).isEqualTo("1");
        assertThat(servers.who(0, own)).isEqualTo("attacker");
        assertThat(servers.who(0, other)).isEqualTo("no session");
        assertThat(servers.who(1, other)).isEqualTo("no session");
        post(0, "/password-changed", own);
    }

    @Test
    void aChangedPasswordLogsOutEverywhere() throws Exception {
        post(0, "/password-changed", login(0, "victim"));
        List<String> cookies = List.of(login(0, "victim"), login(1, "victim"), login(1, "victim"));
        String another = login(0, "attacker");
        servers.nodes.get(0).kill();
        try {
            assertThat(post(1, "/password-changed", cookies.get(0)).body()).isEqualTo("3");
            for (String cookie : cookies) {
                assertThat(servers.who(0, cookie)).isEqualTo("no session");
            }
            assertThat(servers.who(1, another)).isEqualTo("attacker");
        } finally {
            servers.nodes.get(0).restart();
        }
    }
}
