package io.memshare.autoconfigure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.memcached.Tls;
import io.memshare.node.NodeAddress;
import io.memshare.testkit.MemcachedServers;
import io.memshare.testkit.ServerSecurity;
import io.memshare.testkit.TestAuthority;
import io.memshare.testkit.TestIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class NetworkLookupTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SERVICE = "_memcached._tcp.caches.test";

    @RegisterExtension
    final MemcachedServers memcacheds = new MemcachedServers();

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private static NodeLookup lookup(String nameServers, Duration timeout, @Nullable Tls tls) {
        return new NetworkLookup(
                new ServiceRecords(nameServers), new ClusterConfiguration(timeout, () -> tls, System::nanoTime));
    }

    private static List<NodeAddress> found(String entry) throws IOException {
        return lookup("dns:", PATIENCE, null).nodes(NodeSource.parse(entry));
    }

    private NameServer nameServer(Map<String, List<NodeAddress>> records) throws IOException {
        NameServer server = new NameServer(records);
        opened.add(server);
        return server;
    }

    /** Starts a server that gives each client this answer, and returns its address. */
    private String endpoint(ServerSocket listening, String answer) {
        return endpoint(listening, client -> client.write(answer.getBytes(ISO_8859_1)));
    }

    private interface Answer {
        void to(OutputStream client) throws IOException;
    }

    private String endpoint(ServerSocket listening, Answer answer) {
        opened.add(listening);
        Thread thread = new Thread(
                () -> {
                    while (!listening.isClosed()) {
                        try (Socket client = listening.accept()) {
                            byte[] question = client.getInputStream().readNBytes("config get cluster\r\n".length());
                            assertThat(new String(question, ISO_8859_1)).isEqualTo("config get cluster\r\n");
                            answer.to(client.getOutputStream());
                            client.getOutputStream().flush();
                            client.getInputStream().read();
                        } catch (IOException ex) {
                            // The client or the test has ended the connection.
                        }
                    }
                },
                "endpoint");
        thread.setDaemon(true);
        thread.start();
        return "127.0.0.1:" + listening.getLocalPort();
    }

    private String endpoint(String answer) throws IOException {
        return endpoint(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), answer);
    }

    private static String configuration(String members) {
        String text = "12\n" + members + "\n";
        return "CONFIG cluster 0 " + text.length() + "\r\n" + text + "\r\nEND\r\n";
    }

    @Test
    void theSystemKnowsLoopback() throws IOException {
        assertThat(found("dns:127.0.0.1:11212")).containsExactly(new NodeAddress("127.0.0.1", 11212));
    }

    @Test
    void aNameWithoutAddressIsTold() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> found("dns:unknown.invalid"))
                .withMessage("the name unknown.invalid has no address, or the name service does not answer");
    }

    @Test
    void everyServiceRecordIsANode() throws IOException {
        List<NodeAddress> nodes =
                List.of(new NodeAddress("a.caches.test", 11211), new NodeAddress("b.caches.test", 30_000));
        NameServer server = nameServer(Map.of(SERVICE, nodes));
        NodeLookup lookup = lookup(server.url(), PATIENCE, null);
        assertThat(lookup.nodes(NodeSource.parse("srv:" + SERVICE))).containsExactlyInAnyOrderElementsOf(nodes);
        assertThat(lookup.nodes(NodeSource.parse("SRV:" + SERVICE + "."))).hasSize(2);
    }

    @Test
    void aServiceWithoutRecordsIsTold() throws IOException {
        NameServer server = nameServer(Map.of("empty.test", List.of()));
        NodeLookup lookup = lookup(server.url(), PATIENCE, null);
        for (String name : List.of("other.test", "empty.test")) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> lookup.nodes(NodeSource.parse("srv:" + name)))
                    .withMessage("the name " + name + " has no service records (SRV)");
        }
    }

    @Test
    void aNameServerThatDoesNotAnswerIsTold() throws IOException {
        String url;
        try (NameServer server = new NameServer(Map.of())) {
            url = server.url();
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> lookup(url, PATIENCE, null).nodes(NodeSource.parse("srv:" + SERVICE)))
                .withMessageStartingWith("the name service does not answer for " + SERVICE + ": ");
    }

    @Test
    void theMembersOfAClusterAreItsNodes() throws IOException {
        String endpoint = endpoint(configuration("a.cache.test|10.0.0.1|11211 |10.0.0.2|11212"));
        assertThat(found("elasticache:" + endpoint))
                .containsExactly(new NodeAddress("a.cache.test", 11211), new NodeAddress("10.0.0.2", 11212));
    }

    @Test
    void theTlsOfTheNodesIsThatOfTheEndpoint() throws IOException {
        TestAuthority authority = new TestAuthority("caches");
        SSLContext server = TestIdentity.context(authority.issue("127.0.0.1"), authority);
        String endpoint = endpoint(
                server.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress()),
                configuration("a|10.0.0.1|11211"));
        NodeSource source = NodeSource.parse("elasticache:" + endpoint);
        assertThat(lookup("dns:", PATIENCE, Tls.of(TestIdentity.context(null, authority)))
                        .nodes(source))
                .containsExactly(new NodeAddress("a", 11211));
        Tls strangers = Tls.of(TestIdentity.context(null, new TestAuthority("strangers")));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> lookup("dns:", PATIENCE, strangers).nodes(source));
    }

    @Test
    void theProtocolsOfTheNodesAreThoseOfTheEndpoint() throws IOException {
        TestAuthority authority = new TestAuthority("caches");
        SSLServerSocket newest = (SSLServerSocket) TestIdentity.context(authority.issue("127.0.0.1"), authority)
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        newest.setEnabledProtocols(new String[] {"TLSv1.3"});
        NodeSource source = NodeSource.parse("elasticache:" + endpoint(newest, configuration("a|10.0.0.1|11211")));
        SSLContext trusting = TestIdentity.context(null, authority);
        assertThat(lookup("dns:", PATIENCE, new Tls(trusting, List.of("TLSv1.3"), List.of()))
                        .nodes(source))
                .hasSize(1);
        Tls former = new Tls(trusting, List.of("TLSv1.2"), List.of());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> lookup("dns:", PATIENCE, former).nodes(source));
    }

    @Test
    void anOrdinaryMemcachedIsNoConfigurationEndpoint() {
        String address = memcacheds.start(ServerSecurity.NONE).address();
        refused(address, "it is a memcached that does not know the command 'config get cluster'");
    }

    @Test
    void whatIsNotUnderstoodIsToldAndNotRepeated() throws IOException {
        refused(endpoint("VALUE secret\r\n"), "its answer is not that of a configuration endpoint");
        refused(endpoint("CONFIG cluster 0 999999\r\n"), "its answer is not that of a configuration endpoint");
        refused(endpoint("x".repeat(200)), "its answer is not that of a configuration endpoint");
        refused(endpoint(configuration("")), "a member of the cluster is not written as host|address|port");
        refused(endpoint(configuration("a|b|c")), "a member of the cluster is not written as host|address|port");
        refused(endpoint(configuration("a|b|70000")), "a member of the cluster is not written as host|address|port");
        refused(endpoint("CONFIG cluster 0 2\r\n12"), "the cluster has no members");
    }

    @Test
    void anEndpointThatDoesNotAnswerIsGivenUp() throws IOException {
        String endpoint = endpoint("CONFIG");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() ->
                        lookup("dns:", Duration.ofMillis(50), null).nodes(NodeSource.parse("elasticache:" + endpoint)))
                .withMessageContaining("timed out");
    }

    /** Each piece comes in time, and the whole would take minutes. */
    @Test
    void anEndpointThatTricklesIsGivenUp() throws IOException {
        ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        String endpoint = endpoint(listening, client -> {
            client.write("CONFIG cluster 0 99999\r\n".getBytes(ISO_8859_1));
            while (!listening.isClosed()) {
                client.write('1');
                client.flush();
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        });
        NodeSource source = NodeSource.parse("elasticache:" + endpoint);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> lookup("dns:", Duration.ofMillis(200), null).nodes(source))
                .withMessageStartingWith("the configuration endpoint " + endpoint + " does not name its nodes: ");
    }

    private void refused(String endpoint, String reason) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> found("elasticache:" + endpoint))
                .withMessage("the configuration endpoint " + endpoint + " does not name its nodes: " + reason);
    }
}
