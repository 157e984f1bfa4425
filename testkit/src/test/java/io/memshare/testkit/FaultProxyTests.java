package io.memshare.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
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
            assertThat(ask(old)).isTrue();
            proxy.cut();
            assertThat(ask(old)).isFalse();
            try (Socket fresh = connect()) {
                assertThat(ask(fresh)).isFalse();
                server.kill();
                assertThat(ask(old)).isFalse();
                server.restart();

                proxy.heal();
                assertThatExceptionOfType(SocketException.class).isThrownBy(() -> readAfterReset(old));
                assertThatExceptionOfType(SocketException.class).isThrownBy(() -> readAfterReset(fresh));
            }
        }
        try (Socket healed = connect()) {
            assertThat(ask(healed)).isTrue();
        }
    }

    @Test
    void keepsAConnectionThatLostNothing() throws IOException {
        try (Socket socket = connect()) {
            assertThat(ask(socket)).isTrue();
            proxy.cut();
            proxy.heal();
            assertThat(ask(socket)).isTrue();
        }
    }

    @Test
    void losesRepliesOfWhatIsCarriedOut() throws IOException {
        try (Socket socket = connect()) {
            assertThat(ask(socket)).isTrue();
            proxy.loseReplies();
            socket.getOutputStream().write("ms a 5\r\nhello\r\n".getBytes());
            Processes.await("the write", () -> server.value("a") != null);
            assertThat(ask(socket)).isFalse();
            proxy.heal();
            assertThatExceptionOfType(SocketException.class).isThrownBy(() -> readAfterReset(socket));
        }
    }

    @Test
    void losesRequestsBeforeTheyAreCarriedOut() throws IOException {
        try (Socket socket = connect()) {
            assertThat(ask(socket)).isTrue();
            proxy.loseRequests();
            socket.getOutputStream().write("ms a 5\r\nhello\r\n".getBytes());
            assertThat(ask(socket)).isFalse();
            assertThat(server.value("a")).isNull();
            proxy.pass();
            assertThat(ask(socket)).isTrue();
        }
    }

    @Test
    void holdsAnswersBack() throws IOException {
        try (Socket socket = connect()) {
            assertThat(ask(socket)).isTrue();
            proxy.delay(Duration.ofMillis(600));
            long before = System.nanoTime();
            assertThat(ask(socket)).isFalse();
            socket.setSoTimeout(10_000);
            assertThat(socket.getInputStream().read()).isEqualTo('V');
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(500));
        }
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> proxy.delay(Duration.ofMillis(-1)));
    }

    @Test
    void resetsAndRefusesUntilItHeals() throws IOException {
        try (Socket socket = connect()) {
            assertThat(ask(socket)).isTrue();
            proxy.reset();
            assertThatExceptionOfType(SocketException.class).isThrownBy(() -> readAfterReset(socket));
        }
        assertThat(proxy.connections()).isZero();
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> connect().close());
        proxy.heal();
        try (Socket socket = connect()) {
            assertThat(ask(socket)).isTrue();
        }
    }

    @Test
    void endsAConnectionWhenTheServerDies() throws IOException {
        try (Socket socket = connect()) {
            assertThat(ask(socket)).isTrue();
            server.kill();
            socket.setSoTimeout(10_000);
            assertThat(readToEnd(socket)).isTrue();
        }
    }

    @Test
    void stopsForGood() throws IOException {
        try (Socket socket = connect()) {
            assertThat(ask(socket)).isTrue();
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

    /** Sends a command; true if its answer arrives, false if there is silence. */
    private static boolean ask(Socket socket) throws IOException {
        socket.getOutputStream().write("version\r\n".getBytes());
        socket.setSoTimeout(SILENCE_MILLIS);
        int b;
        try {
            b = socket.getInputStream().read();
        } catch (SocketTimeoutException ex) {
            return false;
        }
        assertThat(b).isEqualTo('V');
        socket.setSoTimeout(10_000);
        while (b != '\n') {
            b = socket.getInputStream().read();
        }
        return true;
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
