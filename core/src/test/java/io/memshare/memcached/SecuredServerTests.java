package io.memshare.memcached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.CapturedLog;
import io.memshare.node.Connection;
import io.memshare.node.Key;
import io.memshare.node.MisconfiguredNodeException;
import io.memshare.node.NodeAddress;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import io.memshare.testkit.Hang;
import io.memshare.testkit.MemcachedServers;
import io.memshare.testkit.ServerSecurity;
import io.memshare.testkit.TestAuthority;
import io.memshare.testkit.TestIdentity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** TLS and passwords on real memcached processes, for requests and for the crawler. */
class SecuredServerTests {

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private static final String SECRET = "topsecret";
    private static final Credentials RIGHT = new Credentials("user", SECRET);
    private static final TestAuthority AUTHORITY = new TestAuthority("servers");
    private static final TestAuthority CLIENTS = new TestAuthority("clients");
    private static final TestAuthority OTHERS = new TestAuthority("others");
    private static final ServerSecurity TLS = ServerSecurity.NONE.withCertificate(AUTHORITY.issue("127.0.0.1"));

    @RegisterExtension
    private final MemcachedServers servers = new MemcachedServers();

    private NodeSecurity security = NodeSecurity.NONE;
    private final Transport transport = new Transport(address -> security, System::nanoTime);
    private MemcachedDialer dialer;

    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final Connection.Listener listener = new Connection.Listener() {
        @Override
        public void received() {
            // Not looked at here.
        }

        @Override
        public void closed(String reason) {
            ended.add(reason);
        }
    };

    @BeforeEach
    void start() throws IOException {
        dialer = MemcachedDialer.start(InstantSource.system(), transport);
    }

    @AfterEach
    void stop() {
        dialer.close();
    }

    private NodeAddress server(ServerSecurity secured, String... arguments) {
        return NodeAddress.parse(servers.start(secured, arguments).address());
    }

    private static NodeSecurity tls() {
        return NodeSecurity.tls(() -> Tls.of(TestIdentity.context(null, AUTHORITY)));
    }

    private Connection dial(NodeAddress address) throws IOException {
        return dialer.dial(address, Hang.LIMIT, listener);
    }

    private static Reply reply(Connection connection, Request request) throws Exception {
        return connection.send(request).get(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static Request put(Key key, byte[] value) {
        return new Request.Put(key, value, 7, new TimeToLive(60), Request.Put.NOTHING);
    }

    private void misconfigured(NodeAddress address, String message) {
        assertThatExceptionOfType(MisconfiguredNodeException.class)
                .isThrownBy(() -> dial(address))
                .withMessage(message);
        assertThatExceptionOfType(MisconfiguredNodeException.class)
                .as("the crawler goes the same way")
                .isThrownBy(() -> new MetadumpCrawler(transport).crawl(address, "", Hang.LIMIT, (key, token) -> {}))
                .withMessage(message);
    }

    @Test
    void valuesOfAllSizesGoThroughTlsAndThePassword() throws Exception {
        NodeAddress address = server(TLS.withClientsOf(CLIENTS).withPassword("user", SECRET));
        security = NodeSecurity.tls(() -> Tls.of(TestIdentity.context(CLIENTS.issue("app"), AUTHORITY)), RIGHT);
        Connection connection = dial(address);
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int size : new int[] {0, 1, 16_384, 100_000, 900_000}) {
            byte[] value = new byte[size];
            new Random(size).nextBytes(value);
            Key key = Key.of("memshare:" + size);
            replies.add(connection.send(put(key, value)));
            replies.add(connection.send(new Request.Get(key, true)));
        }
        for (int i = 0; i < replies.size(); i += 2) {
            assertThat(replies.get(i).get(20, TimeUnit.SECONDS)).isInstanceOf(Reply.Stored.class);
        }
        byte[] expected = new byte[900_000];
        new Random(expected.length).nextBytes(expected);
        assertThat(((Reply.Hit) replies.get(replies.size() - 1).get(20, TimeUnit.SECONDS)).value())
                .isEqualTo(expected);
        List<String> found = new ArrayList<>();
        assertThat(new MetadumpCrawler(transport)
                        .crawl(address, "memshare:", Hang.LIMIT, (key, token) -> found.add(key.text())))
                .isTrue();
        assertThat(found).contains("memshare:0", "memshare:900000").hasSize(5);
        connection.close();
    }

    /**
     * memcached refuses a resumed TLS session if it verifies clients, and the crawler goes where a connection already
     * is.
     */
    @Test
    void everyConnectionOfOneContextStandsForItself() throws Exception {
        NodeAddress address = server(TLS.withClientsOf(CLIENTS));
        Tls shared = Tls.of(TestIdentity.context(CLIENTS.issue("app"), AUTHORITY));
        security = NodeSecurity.tls(() -> shared);
        for (int i = 0; i < 5; i++) {
            Connection connection = dial(address);
            assertThat(reply(connection, put(Key.of("memshare:" + i), new byte[] {1})))
                    .isInstanceOf(Reply.Stored.class);
            List<String> found = new ArrayList<>();
            assertThat(new MetadumpCrawler(transport)
                            .crawl(address, "memshare:", Hang.LIMIT, (key, token) -> found.add(key.text())))
                    .isTrue();
            assertThat(found).hasSize(i + 1);
            connection.close();
        }
    }

    @Test
    void manyRequestsAtATimeStayInStep() throws Exception {
        NodeAddress address = server(TLS);
        security = tls();
        Connection connection = dial(address);
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        byte[] value = new byte[3000];
        for (int i = 0; i < 2000; i++) {
            replies.add(connection.send(put(Key.of("k" + i), value)));
            replies.add(connection.send(new Request.Get(Key.of("k" + i), true)));
        }
        for (int i = 0; i < replies.size(); i += 2) {
            assertThat(replies.get(i).get(20, TimeUnit.SECONDS)).isInstanceOf(Reply.Stored.class);
            assertThat(((Reply.Hit) replies.get(i + 1).get(20, TimeUnit.SECONDS)).value())
                    .isEqualTo(value);
        }
    }

    /** memcached must find a whole command in what it reads, however the commands are spread over TLS records. */
    @RepeatedTest(3)
    void commandsOfAllLengthsThatAreUnderWayAtATimeAreAnswered() throws Exception {
        long seed = ThreadLocalRandom.current().nextLong();
        NodeAddress address = server(TLS, "-t", "1");
        security = tls();
        Connection connection = dial(address);
        Random random = new Random(seed);
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            int longest = random.nextInt(20) == 0 ? 60_000 : 600;
            values.add(new byte[random.nextInt(longest)]);
            replies.add(connection.send(put(Key.of("k" + i), values.get(i))));
            replies.add(connection.send(new Request.Get(Key.of("k" + i), true)));
        }
        for (int i = 0; i < values.size(); i++) {
            assertThat(replies.get(2 * i).get(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("write %d, seed %d", i, seed)
                    .isInstanceOf(Reply.Stored.class);
            assertThat(((Reply.Hit) replies.get(2 * i + 1).get(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS)).value())
                    .hasSameSizeAs(values.get(i));
        }
    }

    @Test
    void aReplacedCertificateIsUsedByTheNextConnection() throws Exception {
        NodeAddress address = server(TLS.withClientsOf(CLIENTS));
        List<TestIdentity> identities = new ArrayList<>(List.of(OTHERS.issue("app")));
        security = NodeSecurity.tls(() -> Tls.of(TestIdentity.context(identities.get(0), AUTHORITY)));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> dial(address));
        identities.set(0, CLIENTS.issue("app"));
        assertThat(reply(dial(address), new Request.Get(Key.of("k"), true))).isEqualTo(Reply.Miss.MISS);
    }

    @Test
    void anExpiredCertificateIsRefused() {
        security = tls();
        Instant now = Instant.now();
        TestIdentity expired =
                AUTHORITY.issue(now.minus(Duration.ofDays(9)), now.minus(Duration.ofHours(1)), "127.0.0.1");
        misconfigured(
                server(ServerSecurity.NONE.withCertificate(expired)),
                "its certificate has expired; renew it on the node");
    }

    @Test
    void aCertificateOfTheFutureIsRefused() {
        security = tls();
        Instant now = Instant.now();
        TestIdentity early = AUTHORITY.issue(now.plus(Duration.ofHours(9)), now.plus(Duration.ofDays(1)), "127.0.0.1");
        misconfigured(
                server(ServerSecurity.NONE.withCertificate(early)),
                "its certificate is not valid yet; compare the clocks of the node and of this machine");
    }

    @Test
    void aCertificateForAnotherHostIsRefused() {
        security = tls();
        misconfigured(
                server(ServerSecurity.NONE.withCertificate(AUTHORITY.issue("10.1.1.1", "node1.example"))),
                "its certificate was not made out to 127.0.0.1; name the node in memshare.nodes as its certificate"
                        + " does, or give it a certificate with that subject alternative name");
    }

    @Test
    void aCertificateOfAStrangerIsRefused() {
        security = tls();
        misconfigured(
                server(ServerSecurity.NONE.withCertificate(OTHERS.issue("127.0.0.1"))),
                "its certificate is not trusted; put the authority that has signed it into the trust store of the SSL"
                        + " bundle (memshare.ssl.bundle)");
    }

    @Test
    void aServerInTheClearIsNotSpokenToInTheClear() {
        security = NodeSecurity.tls(() -> Tls.of(TestIdentity.context(null, AUTHORITY)), RIGHT);
        misconfigured(
                server(ServerSecurity.NONE),
                "it does not speak TLS; start memcached with -Z, or set memshare.ssl.enabled to false");
        assertThat(servers.get(0).counter("cmd_set")).isZero();
    }

    @Test
    void aServerThatSpeaksTlsOnlyIsTold() {
        misconfigured(
                server(TLS),
                "it speaks TLS only; set memshare.ssl.bundle or memshare.ssl.enabled, or start memcached without -Z");
    }

    @Test
    void aWrongPasswordIsRefusedWithoutNamingIt() {
        NodeAddress address = server(ServerSecurity.NONE.withPassword("user", "another"));
        security = NodeSecurity.passwordInTheClear(RIGHT);
        misconfigured(
                address,
                "it refused the user name and the password (CLIENT_ERROR authentication failure); set memshare.username"
                        + " and memshare.password as in the file that memcached was started with (-Y)");
    }

    @Test
    void aMissingPasswordIsTold() {
        misconfigured(
                server(ServerSecurity.NONE.withPassword("user", SECRET)),
                "it asks for a user name and a password, and none are configured; set memshare.username and"
                        + " memshare.password as in the file that memcached was started with (-Y)");
    }

    @Test
    void aServerThatAsksForNoPasswordIsUsedWithAWarningAndDoesNotShowIt() throws Exception {
        NodeAddress address = server(ServerSecurity.NONE);
        security = NodeSecurity.passwordInTheClear(RIGHT);
        for (int i = 0; i < 3; i++) {
            assertThat(reply(dial(address), new Request.Get(Key.of("k"), true))).isEqualTo(Reply.Miss.MISS);
        }
        assertThat(servers.get(0).command("get auth")).isEqualTo("END");
        assertThat(servers.get(0).command("mg auth v")).isEqualTo("EN");
        assertThat(log.text())
                .containsOnlyOnce("does not require the configured password")
                .doesNotContain(SECRET);
    }

    @Test
    void aClientWithoutTheCertificateThatIsAskedForIsNotLetIn() {
        NodeAddress address = server(TLS.withClientsOf(CLIENTS));
        security = tls();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> dial(address))
                .withMessageMatching(
                        "(it does not accept the certificate of this application .*|.*client certificate.*)");
    }

    @Test
    void nothingShowsThePassword() {
        assertThat(RIGHT.toString() + NodeSecurity.passwordInTheClear(RIGHT)).doesNotContain(SECRET);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Credentials("user", SECRET + "\r\nflush_all"))
                .withMessage("the password contains a blank or a control character");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Credentials("a:b", SECRET))
                .withMessage("the user name contains a colon");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Credentials("user", "x".repeat(246)))
                .withMessage("user name and password are longer than 249 bytes together");
    }
}
