package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.Memshare;
import io.memshare.MemshareSettings;
import io.memshare.completeness.ListState;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeStatus;
import io.memshare.testkit.Hang;
import io.memshare.testkit.LoopbackPorts;
import io.memshare.testkit.MemcachedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Starts an application whose nodes are another program. */
class StartCheckTests {

    private ServerSocket other;

    @BeforeEach
    void start() throws IOException {
        other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::answer, "no-memcached");
        thread.setDaemon(true);
        thread.start();
    }

    private void answer() {
        try {
            while (true) {
                try (Socket client = other.accept()) {
                    client.getOutputStream().write("-ERR unknown command\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException ex) {
            // Closed: the test is over.
        }
    }

    @AfterEach
    void stop() throws IOException {
        other.close();
    }

    private String address() {
        return "127.0.0.1:" + other.getLocalPort();
    }

    private static ApplicationContextRunner application(String nodes) {
        return new ApplicationContextRunner()
                .withPropertyValues("memshare.nodes=" + nodes, "memshare.connect-timeout=20s")
                .withConfiguration(AutoConfigurations.of(MemshareAutoConfiguration.class));
    }

    @Test
    void anApplicationWhoseNodesAreAllAnotherProgramDoesNotStart() {
        application(address()).run(context -> {
            Throwable failure = context.getStartupFailure();
            assertThat(failure).isInstanceOf(UnusableNodesException.class);
            FailureAnalysis analysis = new UnusableNodesFailureAnalyzer().analyze(failure);
            assertThat(analysis.getDescription())
                    .contains("can use none of them", address() + ": it is not a memcached", "memshare.nodes");
            assertThat(analysis.getAction()).contains("memshare.start-check.enabled");
        });
    }

    @Test
    void oneNodeThatCanBeUsedIsEnough() {
        try (MemcachedServer node = MemcachedServer.start()) {
            application(address() + "," + node.address())
                    .run(context -> assertThat(context).hasNotFailed());
        }
    }

    /** The configuration is older than the list that the servers use: its only node that is left tells the new list. */
    @Test
    void theNodesOfAChangedListCountInsteadOfTheConfiguredOnes() {
        try (MemcachedServer left = MemcachedServer.start();
                MemcachedServer stays = MemcachedServer.start();
                Memshare before = Memshare.open(MemshareSettings.builder(addresses(left, stays))
                        .timeout(Duration.ofSeconds(1))
                        .presence(Duration.ofSeconds(1))
                        .build())) {
            await().atMost(Hang.LIMIT)
                    .until(() -> before.completeNodes().size() == before.nodes().size());
            before.changeNodes(addresses(stays)).join();
            await().atMost(Hang.LIMIT)
                    .until(() -> before.report().list().nodes().equals(addresses(stays))
                            && before.report().list().phase() == ListState.Phase.STABLE);
            application(address() + "," + left.address()).run(context -> {
                assertThat(context).hasNotFailed();
                assertThat(context.getBean(Memshare.class).nodes())
                        .extracting(NodeStatus::address)
                        .containsExactlyElementsOf(addresses(stays));
            });
        }
    }

    private static List<NodeAddress> addresses(MemcachedServer... nodes) {
        return Stream.of(nodes).map(node -> NodeAddress.parse(node.address())).toList();
    }

    /** It may be memcached that is being restarted. */
    @Test
    void aNodeThatCannotBeReachedDoesNotStopTheStart() {
        application(address() + ",127.0.0.1:" + LoopbackPorts.free())
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void theCheckCanBeSwitchedOff() {
        application(address())
                .withPropertyValues("memshare.start-check.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(StartCheck.class));
    }
}
