package io.memshare.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultProxyTests {

    private static final int SILENCE_MILLIS = 150;

    private final MemcachedServer server = MemcachedServer.start();
    private final FaultProxy proxy = FaultProxy.inFrontOf(server);

    @AfterEach
    void stop() {
        proxy.close();
        server.close();
    }

    @Test
    void passesEverythingOn() throws IOException {
        try (PlainConnection client = new PlainConnection(proxy.port())) {
            client.send("ms a 5\r\nhello");
            assertThat(client.answer()).isEqualTo("HD");
            client.send("mg a v");
            assertThat(client.answer()).isEqualTo("VA 5\nhello");
            assertThat(proxy.connections()).isEqualTo(1);
        }
        Processes.await("the connection to end", () -> proxy.connections() == 0);
        assertThat(proxy.accepted()).isEqualTo(1);
    }

    @Test
    void cutsTheWireSilently() throws IOException {
        try (Socket old = connect()) {
            assertAnswers(old);
            proxy.cut();
            assertSilent(old);
            try (Socket fresh = connect()) {
                assertSilent(fresh);
                server.kill();
                assertSilent(old);
                server.restart();

                proxy.heal();
                assertThatExceptionOfType(SocketException.class).isThrownBy(() -> readAfterReset(old));
                assertThatExceptionOfType(SocketException.class).isThrownBy(() -> readAfterReset(fresh));
            }
        }
        try (Socket healed = connect()) {
            assertAnswers(healed);
        }
    }

    @Test
    void keepsAConnectionThatLostNothing() throws IOException {
        try (Socket socket = connect()) {
            assertAnswers(socket);
            proxy.cut();
            proxy.heal();
            assertAnswers(socket);
        }
    }

    @Test
    void losesRepliesOfWhatIsCarriedOut() throws IOException {
        try (Socket socket = connect()) {
            assertAnswers(socket);
            proxy.loseReplies();
            send(socket, "ms a 5\r\nhello");
            Processes.await("the write", () -> server.value("a") != null);
            assertSilent(socket);
            proxy.heal();
            assertThatExceptionOfType(SocketException.class).isThrownBy(() -> readAfterReset(socket));
        }
    }

    @Test
    void losesRequestsBeforeTheyAreCarriedOut() throws IOException {
        try (Socket socket = connect()) {
            assertAnswers(socket);
            proxy.loseRequests();
            send(socket, "ms a 5\r\nhello");
            assertSilent(socket);
            assertThat(server.value("a")).isNull();
            proxy.pass();
            assertAnswers(socket);
        }
    }

    @Test
    void holdsAnswersBack() throws IOException {
        try (Socket socket = connect()) {
            assertAnswers(socket);
            proxy.delay(Duration.ofMillis(600));
            long before = System.nanoTime();
            assertAnswers(socket);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(500));
        }
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> proxy.delay(Duration.ofMillis(-1)));
    }

    @Test
    void resetsAndRefusesUntilItHeals() throws IOException {
        try (Socket socket = connect()) {
            assertAnswers(socket);
            proxy.reset();
            assertThatExceptionOfType(SocketException.class).isThrownBy(() -> readAfterReset(socket));
        }
        assertThat(proxy.connections()).isZero();
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> connect().close());
        proxy.heal();
        try (Socket socket = connect()) {
            assertAnswers(socket);
        }
    }

    @Test
    void endsAConnectionWhenTheServerDies() throws IOException {
        try (Socket socket = connect()) {
            assertAnswers(socket);
            server.kill();
            socket.setSoTimeout(10_000);
            assertThat(readToEnd(socket)).isTrue();
        }
    }

    @Test
    void stopsForGood() throws IOException {
        try (Socket socket = connect()) {
            assertAnswers(socket);
            proxy.close();
            assertThatExceptionOfType(SocketException.class).isThrownBy(() -> readAfterReset(socket));
        }
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(proxy::heal);
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> connect().close());
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(LoopbackPorts.loopback(), proxy.port()), 5_000);
        return socket;
    }

    private static void assertAnswers(Socket socket) throws IOException {
        send(socket, "version");
        socket.setSoTimeout(10_000);
        assertThat(socket.getInputStream().read()).isEqualTo('V');
        while (socket.getInputStream().read() != '\n') {
            // the rest of the line
        }
    }

    private static void assertSilent(Socket socket) throws IOException {
        send(socket, "version");
        socket.setSoTimeout(SILENCE_MILLIS);
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> socket.getInputStream().read());
    }

    private static void send(Socket socket, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static void readAfterReset(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        socket.getInputStream().read();
    }

    private static boolean readToEnd(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException ex) {
            return true;
        }
    }
}
