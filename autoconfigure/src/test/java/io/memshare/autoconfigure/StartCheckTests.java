package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.testkit.LoopbackPorts;
import io.memshare.testkit.MemcachedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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
                    .contains("can use none of them", address() + ": it is no memcached", "memshare.nodes");
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
