package io.memshare.memcached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.memshare.node.NodeAddress;
import io.memshare.node.ServerOptions;
import io.memshare.node.ServerOptions.Crawler;
import io.memshare.node.ServerStats;
import io.memshare.testkit.Hang;
import io.memshare.testkit.MemcachedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StatsCommandTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static ServerStats ask(MemcachedServer server) throws Exception {
        return new StatsCommand(Transport.plain(System::nanoTime)).stats(NodeAddress.parse(server.address()), TIMEOUT);
    }

    @Test
    void tellsWhatAServerHolds() throws Exception {
        try (MemcachedServer server = MemcachedServer.start("-m", "3")) {
            ServerStats empty = ask(server);
            server.put("a", "b".getBytes(StandardCharsets.US_ASCII), 0, 0);
            ServerStats one = ask(server);
            assertThat(empty.version()).matches("\\d+\\.\\d+\\.\\d+.*");
            assertThat(empty.items()).isZero();
            assertThat(one.items()).isEqualTo(1);
            assertThat(one.bytes()).isPositive().isGreaterThan(empty.bytes());
            assertThat(one.limitBytes()).isEqualTo(3 << 20);
            assertThat(one.evictions()).isZero();
            assertThat(one.roundTrip()).isPositive();
        }
    }

    @Test
    void countsEvictions() throws Exception {
        try (MemcachedServer server = MemcachedServer.start("-m", "2")) {
            byte[] large = new byte[200_000];
            for (int i = 0; i < 40; i++) {
                server.put("key" + i, large, 0, 0);
            }
            assertThat(ask(server).evictions()).isPositive();
        }
    }

    /** The thread that asks also asks all other servers. */
    @Test
    @Timeout(60)
    void aServerThatNeverStopsIsAnIoFailure() throws Exception {
        try (FloodingServer server = new FloodingServer("STAT a 1\r\n")) {
            assertThatIOException()
                    .isThrownBy(
                            () -> new StatsCommand(Transport.plain(System::nanoTime)).stats(server.address(), TIMEOUT))
                    .withMessage("the statistics have more than 1000 lines");
        }
    }

    @Test
    void aServerThatIsAwayIsAnIoFailure() {
        MemcachedServer server = MemcachedServer.start();
        server.close();
        assertThatIOException().isThrownBy(() -> ask(server));
    }

    @Test
    void statisticsThatLackAValueAreRefusedByItsName() {
        assertThatIOException()
                .isThrownBy(() ->
                        StatsCommand.stats(Map.of("curr_items", "1", "bytes", "2"), TIMEOUT, ServerOptions.DEFAULT))
                .withMessageContaining("limit_maxbytes");
    }

    @Test
    void aVersionIsMadePrintable() throws Exception {
        Map<String, String> values = Map.of(
                "version", "1.6\u001b[31m", "curr_items", "1", "bytes", "2", "limit_maxbytes", "3", "evictions", "4");
        assertThat(StatsCommand.stats(values, TIMEOUT, ServerOptions.DEFAULT))
                .isEqualTo(new ServerStats("1.6?[31m", 1, 2, 3, 4, TIMEOUT, ServerOptions.DEFAULT));
    }

    private static ServerOptions options(String... arguments) throws Exception {
        try (MemcachedServer server = MemcachedServer.start(arguments)) {
            return ask(server).options();
        }
    }

    @Test
    void tellsTheOptionsThatAServerWasStartedWith() throws Exception {
        assertThat(options()).isEqualTo(ServerOptions.DEFAULT);
        assertThat(options("-I", "512k", "-M")).isEqualTo(new ServerOptions(512 * 1024, false, Crawler.ON));
        assertThat(options("-o", "no_lru_crawler").crawler()).isEqualTo(Crawler.DISABLED);
        assertThat(options("-X").crawler()).isEqualTo(Crawler.FORBIDDEN);
    }

    @Test
    void aCrawlerThatIsSwitchedOffLaterIsSeen() throws Exception {
        try (MemcachedServer server = MemcachedServer.start()) {
            // Its crawler may still be starting, and switches itself on then.
            await().atMost(Hang.LIMIT).until(() -> {
                server.command("lru_crawler disable");
                return ask(server).options().crawler() == Crawler.DISABLED;
            });
        }
    }

    /** As a managed offer that hides its settings; with a crawler, and without. */
    @Test
    void aServerThatDoesNotTellItsSettingsIsAskedForItsCrawler() throws Exception {
        try (RawServer server = new RawServer()) {
            server.settings = "ERROR\r\n";
            StatsCommand command = new StatsCommand(Transport.plain(System::nanoTime));
            assertThat(command.stats(server.address(), TIMEOUT).options())
                    .isEqualTo(new ServerOptions(1024 * 1024, true, Crawler.MISSING));
            server.crawler = "BADCLASS invalid class id\r\n";
            assertThat(command.stats(server.address(), TIMEOUT).options()).isEqualTo(ServerOptions.DEFAULT);
        }
    }
}
