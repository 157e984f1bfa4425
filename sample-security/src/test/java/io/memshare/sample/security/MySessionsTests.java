package io.memshare.sample.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.testkit.MemcachedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The page, over HTTP on two servers with two memcached nodes. */
class MySessionsTests {

    private static final String PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1";
    private static final String LAPTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private static final List<MemcachedServer> NODES = new ArrayList<>();
    private static final List<ConfigurableApplicationContext> SERVERS = new ArrayList<>();
    private static String one;
    private static String two;

    @BeforeAll
    static void start() {
        NODES.add(MemcachedServer.start());
        NODES.add(MemcachedServer.start());
        one = server();
        two = server();
    }

    private static String server() {
        String nodes = NODES.stream().map(MemcachedServer::address).collect(Collectors.joining(","));
        ConfigurableApplicationContext server = new SpringApplicationBuilder(SecuritySampleApplication.class)
                .run("--server.address=127.0.0.1", "--server.port=0", "--memshare.nodes=" + nodes);
        SERVERS.add(server);
        return "http://127.0.0.1:"
                + ((WebServerApplicationContext) server).getWebServer().getPort();
    }

    @AfterAll
    static void stop() {
        SERVERS.forEach(ConfigurableApplicationContext::close);
        NODES.forEach(MemcachedServer::close);
    }

    private static boolean isLogin(String page) {
        return page.contains("Please sign in");
    }

    @Test
    void aUserSeesWhereHeIsLoggedInAndEndsOneSession() throws Exception {
        Client phone = new Client(PHONE);
        Client laptop = new Client(LAPTOP);
        phone.login(one, "alice");
        String page = laptop.login(two, "alice");
        assertThat(page)
                .contains("Safari, iPhone", "Firefox, Linux", "127.0.0.1", "This device", "Log out Safari, iPhone")
                .doesNotContain("Log out Firefox", phone.sessionId(), laptop.sessionId());
        assertThat(Client.handles(page)).hasSize(1);
        String after =
                laptop.post(two, "/end", page, "handle=" + Client.handles(page).get(0));
        assertThat(after).contains("Firefox, Linux").doesNotContain("iPhone");
        assertThat(isLogin(phone.get(one))).isTrue();
        assertThat(isLogin(laptop.get(one))).isFalse();
        laptop.post(one, "/logout", after, "");
        assertThat(isLogin(laptop.get(two))).isTrue();
    }

    @Test
    void aUserEndsAllOtherSessions() throws Exception {
        List<Client> others = Stream.of(PHONE, LAPTOP, PHONE).map(Client::new).toList();
        for (Client other : others) {
            other.login(one, "bob");
        }
        Client own = new Client(LAPTOP);
        String page = own.login(two, "bob");
        assertThat(Client.handles(page)).hasSize(3);
        String after = own.post(two, "/end-others", page, "");
        assertThat(after).contains("This device").doesNotContain("Log out all other devices");
        for (Client other : others) {
            assertThat(isLogin(other.get(two))).isTrue();
        }
        own.post(one, "/logout", after, "");
    }

    @Test
    void nobodyEndsTheSessionOfAnotherUser() throws Exception {
        Client victim = new Client(PHONE);
        victim.login(one, "bob");
        Client second = new Client(LAPTOP);
        String handle = Client.handles(second.login(one, "bob")).get(0);
        Client attacker = new Client(LAPTOP);
        attacker.post(two, "/end", attacker.login(two, "alice"), "handle=" + handle);
        assertThat(isLogin(victim.get(one))).isFalse();
        second.post(one, "/end-others", second.get(one), "");
        for (Client client : List.of(second, attacker)) {
            client.post(one, "/logout", client.get(one), "");
        }
    }

    @Test
    void whatADeviceSaysOfItselfIsEscaped() {
        assertThat(Device.of("<script>alert(1)</script>")).isEqualTo("A browser, unknown system");
        assertThat(Device.of(null)).isEqualTo("A browser, unknown system");
        assertThat(Device.of("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0"))
                .isEqualTo("Edge, Windows");
    }
}
