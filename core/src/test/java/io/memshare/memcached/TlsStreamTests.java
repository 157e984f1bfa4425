package io.memshare.memcached;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.memshare.node.NodeAddress;
import io.memshare.testkit.TestAuthority;
import io.memshare.testkit.TestIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which commands share a TLS record: the rule that keeps memcached 1.6.18 and 1.6.38 from waiting forever. */
@Timeout(60)
class TlsStreamTests {

    private static final TestAuthority AUTHORITY = new TestAuthority("records");
    private static final SSLContext SERVER =
            TestIdentity.context(AUTHORITY.issue("127.0.0.1"), new TestAuthority("nobody"));

    private ServerSocketChannel listening;
    private SocketChannel client;
    private TlsStream stream;
    private Peer peer;

    @BeforeEach
    void connect() throws Exception {
        listening = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        client = SocketChannel.open(listening.getLocalAddress());
        client.configureBlocking(false);
        peer = new Peer(listening.accept());
        CompletableFuture<Void> handshake = CompletableFuture.runAsync(peer::handshake);
        stream = new TlsStream(
                client, Tls.of(TestIdentity.context(null, AUTHORITY)).engine(NodeAddress.parse("127.0.0.1:11211")));
        for (int wanted = stream.handshake(); wanted != 0; wanted = stream.handshake()) {
            await(wanted);
        }
        handshake.get(30, TimeUnit.SECONDS);
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        peer.channel.close();
        listening.close();
    }

    private void await(int operation) throws IOException {
        try (Selector selector = Selector.open()) {
            client.register(selector, operation);
            selector.select(1000);
        }
    }

    private void write(String command) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(command.getBytes(ISO_8859_1));
        while (!stream.write(bytes)) {
            await(SelectionKey.OP_WRITE);
        }
    }

    private void flush() throws IOException {
        while (!stream.flush()) {
            await(SelectionKey.OP_WRITE);
        }
    }

    @Test
    void shortCommandsShareARecord() throws Exception {
        write("mg a v\r\n");
        write("ms b 1\r\nx\r\n");
        write("mg c v\r\n");
        flush();
        assertThat(peer.records(1)).containsExactly("mg a v\r\nms b 1\r\nx\r\nmg c v\r\n");
    }

    @Test
    void aCommandThatTheSharedRecordCannotTakeBeginsAnotherOne() throws Exception {
        String full = "a".repeat(TlsWriter.SHARED - 10);
        write(full);
        write("b".repeat(11));
        write("c");
        flush();
        assertThat(peer.records(2)).containsExactly(full, "b".repeat(11) + "c");
    }

    @Test
    void aLongCommandSharesNoneOfItsRecords() throws Exception {
        write("before");
        write("l".repeat(40_000));
        write("after");
        flush();
        List<String> records = peer.records(5);
        assertThat(records.get(0)).isEqualTo("before");
        assertThat(String.join("", records.subList(1, 4))).isEqualTo("l".repeat(40_000));
        assertThat(records.get(4)).isEqualTo("after");
    }

    /** The rest of a command that the channel did not take at first may be short, but it is no command. */
    @Test
    void theRestOfALongCommandIsSharedWithNothing() throws Exception {
        ByteBuffer command = ByteBuffer.wrap("l".repeat(50_000_000).getBytes(ISO_8859_1));
        assertThat(stream.write(command))
                .as("whether the channel takes everything")
                .isFalse();
        command.limit(command.position() + 100);
        CompletableFuture<List<String>> received = CompletableFuture.supplyAsync(() -> peer.until("after"));
        while (!stream.write(command)) {
            await(SelectionKey.OP_WRITE);
        }
        write("after");
        flush();
        List<String> records = received.get(50, TimeUnit.SECONDS);
        assertThat(records.subList(records.size() - 2, records.size())).containsExactly("l".repeat(100), "after");
    }

    /** One thread reads from all servers. */
    @Test
    void aServerThatSendsRecordsWithoutDataDoesNotKeepTheThread() throws Exception {
        ByteBuffer into = ByteBuffer.allocate(100);
        send(20);
        assertThat(stream.read(into)).isZero();
        send(200);
        assertThatIOException()
                .isThrownBy(() -> stream.read(into))
                .withMessage("the server sends TLS records without data");
    }

    /** Sends key updates, all of which the client can read when this has returned. */
    private void send(int records) throws IOException {
        for (int i = 0; i < records; i++) {
            peer.engine.beginHandshake();
            peer.send();
        }
        await(SelectionKey.OP_READ);
    }

    /** The other end, which blocks. */
    private static final class Peer {

        private final SocketChannel channel;
        private final SSLEngine engine = SERVER.createSSLEngine();
        private final ByteBuffer received = ByteBuffer.allocate(64 * 1024);

        Peer(SocketChannel channel) {
            this.channel = channel;
            engine.setUseClientMode(false);
        }

        void handshake() {
            try {
                engine.beginHandshake();
                while (true) {
                    switch (engine.getHandshakeStatus()) {
                        case NEED_TASK -> engine.getDelegatedTask().run();
                        case NEED_WRAP -> send();
                        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> receive();
                        case FINISHED, NOT_HANDSHAKING -> {
                            return;
                        }
                    }
                }
            } catch (IOException ex) {
                throw new IllegalStateException(ex);
            }
        }

        private void send() throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
            engine.wrap(ByteBuffer.allocate(0), bytes);
            bytes.flip();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        /** Returns the content of the next record. */
        private String receive() throws IOException {
            ByteBuffer plain = ByteBuffer.allocate(64 * 1024);
            while (true) {
                received.flip();
                SSLEngineResult result = engine.unwrap(received, plain);
                received.compact();
                if (result.getStatus() != SSLEngineResult.Status.BUFFER_UNDERFLOW) {
                    return new String(plain.array(), 0, plain.position(), ISO_8859_1);
                }
                if (channel.read(received) < 0) {
                    throw new IOException("the client has ended the connection");
                }
            }
        }

        List<String> records(int count) throws IOException {
            List<String> records = new ArrayList<>();
            while (records.size() < count) {
                String record = receive();
                if (!record.isEmpty()) {
                    records.add(record);
                }
            }
            return records;
        }

        List<String> until(String last) {
            try {
                List<String> records = records(1);
                while (!records.get(records.size() - 1).endsWith(last)) {
                    records.addAll(records(1));
                }
                return records;
            } catch (IOException ex) {
                throw new IllegalStateException(ex);
            }
        }
    }
}
