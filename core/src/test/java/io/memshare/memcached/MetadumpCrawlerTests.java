package io.memshare.memcached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.memshare.node.NodeAddress;
import io.memshare.testkit.Hang;
import io.memshare.testkit.MemcachedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a rebuild has to rely on: what a server holds all the while is named, whatever is done to it meanwhile. */
class MetadumpCrawlerTests {

    private static final int KEYS = 3_000;
    private static final int CRAWLS = 40;

    @Test
    void everyKeyIsNamedWhileItIsReadWrittenAndTouched() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (MemcachedServer server = MemcachedServer.start();
                Socket socket = new Socket("127.0.0.1", server.port())) {
            byte[] changes = changes();
            socket.getOutputStream().write(changes);
            socket.getOutputStream().write("mn\r\n".getBytes(StandardCharsets.ISO_8859_1));
            awaitEnd(socket);
            Thread writer = new Thread(() -> writeUntil(done, socket, changes));
            writer.start();
            Set<String> all = new TreeSet<>();
            IntStream.range(0, KEYS).forEach(i -> all.add("memshare:s:" + i));
            MetadumpCrawler crawler = new MetadumpCrawler(Transport.plain(System::nanoTime));
            for (int i = 0; i < CRAWLS; i++) {
                Set<String> found = new HashSet<>();
                while (!crawler.crawl(
                        NodeAddress.parse(server.address()),
                        "memshare:",
                        Hang.LIMIT,
                        (key, token) -> found.add(key.text()))) {
                    Thread.onSpinWait();
                }
                assertThat(all.stream().filter(key -> !found.contains(key))).isEmpty();
            }
            done.set(true);
            writer.join();
        }
    }

    /** Nothing has to be waited for; the thread would never look at the clock. */
    @Test
    @Timeout(60)
    void aServerThatNeverStopsIsAnIoFailure() throws Exception {
        try (FloodingServer server = new FloodingServer("key=other exp=1 la=1 cas=1 fetch=no cls=1 size=1\n")) {
            MetadumpCrawler crawler = new MetadumpCrawler(Transport.plain(System::nanoTime), Duration.ofMillis(300));
            assertThatIOException()
                    .isThrownBy(() -> crawler.crawl(server.address(), "memshare:", Hang.LIMIT, (key, token) -> {}))
                    .withMessageStartingWith("the crawler did not end within");
        }
    }

    /** Stores, reads and touches every key once; quiet commands, which have no answers. */
    private static byte[] changes() {
        StringBuilder commands = new StringBuilder();
        for (int i = 0; i < KEYS; i++) {
            String key = "memshare:s:" + i;
            commands.append("ms ").append(key).append(" 5 T1000 q\r\nvalue\r\n");
            commands.append("mg ").append(key).append(" k q T1000\r\n");
        }
        return commands.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Reads the answers to the reads before that of "mn", which comes when every key has been stored. */
    private static void awaitEnd(Socket socket) throws IOException {
        BufferedReader answers =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        String line = answers.readLine();
        while (!"MN".equals(line)) {
            assertThat(line).startsWith("HD ");
            line = answers.readLine();
        }
    }

    private static void writeUntil(AtomicBoolean done, Socket socket, byte[] changes) {
        try {
            byte[] answers = new byte[1 << 16];
            while (!done.get()) {
                socket.getOutputStream().write(changes);
                while (socket.getInputStream().available() > 0) {
                    socket.getInputStream().read(answers);
                }
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
