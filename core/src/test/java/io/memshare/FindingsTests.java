package io.memshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.memshare.completeness.NodeListChange;
import io.memshare.diagnosis.Finding;
import io.memshare.diagnosis.Finding.Kind;
import io.memshare.node.NodeAddress;
import io.memshare.seal.PlainRecords;
import io.memshare.seal.TestKeys;
import io.memshare.testkit.Hang;
import io.memshare.testkit.MemcachedServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What application servers find wrong with memcached processes that were really started so, and with each other. */
@Execution(ExecutionMode.CONCURRENT)
class FindingsTests {

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private NodeAddress node(String... arguments) {
        MemcachedServer server = MemcachedServer.start(arguments);
        open.add(server);
        return NodeAddress.parse(server.address());
    }

    private static MemshareSettings.Builder settings(NodeAddress... nodes) {
        return MemshareSettings.builder(List.of(nodes)).timeout(Duration.ofSeconds(1));
    }

    private Memshare server(MemshareSettings.Builder settings) {
        return server(settings, InstantSource.system());
    }

    private Memshare server(MemshareSettings.Builder settings, InstantSource clock) {
        Memshare server = Memshare.open(settings.build(), clock);
        open.add(server);
        return server;
    }

    private static Stream<Kind> kinds(Memshare server) {
        return server.findings().stream().map(Finding::kind);
    }

    private void awaitFinding(Memshare server, Kind kind) {
        await().atMost(Hang.LIMIT).until(() -> kinds(server).anyMatch(kind::equals));
    }

    @Test
    void namesEachNodeThatWasStartedWithASettingThatCostsSessions() {
        NodeAddress small = node("-I", "512k");
        NodeAddress refusing = node("-M");
        NodeAddress uncrawled = node("-o", "no_lru_crawler");
        NodeAddress tiny = node("-m", "8");
        NodeAddress sound = node();
        Memshare server = server(settings(small, refusing, uncrawled, tiny, sound));
        await().atMost(Hang.LIMIT).until(() -> server.findings().size() >= 4);
        assertThat(server.findings())
                .extracting(finding -> finding.kind() + " " + finding.node())
                .containsExactlyInAnyOrder(
                        "SMALL_ITEM_LIMIT " + small,
                        "NO_EVICTION " + refusing,
                        "NO_CRAWLER " + uncrawled,
                        "LITTLE_MEMORY " + tiny);
        await().atMost(Hang.LIMIT)
                .until(() -> log.lines(Level.WARN).stream()
                        .anyMatch(
                                line -> line.contains("memcached node " + small + " stores items up to 512 KB only")));
    }

    @Test
    void aCrawlerThatIsSwitchedOnAgainIsNoFindingAnyMore() {
        MemcachedServer node = MemcachedServer.start();
        open.add(node);
        node.command("lru_crawler disable");
        Memshare server = server(settings(NodeAddress.parse(node.address())));
        awaitFinding(server, Kind.NO_CRAWLER);
        node.command("lru_crawler enable");
        await().atMost(Hang.LIMIT).until(() -> server.findings().isEmpty());
        await().atMost(Hang.LIMIT).until(() -> log.text().contains("resolved: memcached node " + node.address()));
    }

    @Test
    void namesOneProcessUnderTwoNames() {
        NodeAddress node = node();
        NodeAddress alias = new NodeAddress("localhost", node.port());
        Memshare server = server(settings(node, alias));
        awaitFinding(server, Kind.SAME_PROCESS);
    }

    @Test
    void serversFindEachOthersListLifetimeAndClock() {
        NodeAddress a = node();
        NodeAddress b = node();
        Memshare first = server(settings(a, b));
        Memshare second = server(
                settings(a).longestLifetime(Duration.ofHours(8)),
                () -> InstantSource.system().instant().plusSeconds(3));
        awaitFinding(first, Kind.OTHER_NODES);
        awaitFinding(first, Kind.OTHER_LIFETIME);
        awaitFinding(first, Kind.CLOCK_AHEAD);
        awaitFinding(second, Kind.OTHER_NODES);
        awaitFinding(second, Kind.OTHER_LIFETIME);
        assertThat(kinds(second)).doesNotContain(Kind.CLOCK_AHEAD);
    }

    @Test
    void serversFindOtherKeys() {
        NodeAddress node = node();
        Memshare first = server(settings(node).sealing(TestKeys.sealing("memshare", PlainRecords.REFUSE, TestKeys.A)));
        Memshare second = server(settings(node).sealing(TestKeys.sealing("memshare", PlainRecords.REFUSE, TestKeys.B)));
        awaitFinding(first, Kind.OTHER_KEYS);
        awaitFinding(second, Kind.OTHER_KEYS);
    }

    /** The vouchers of another key are not those of nodes that were emptied. */
    @Test
    void otherKeysAreNoLossOfMemory() {
        MemcachedServer process = MemcachedServer.start();
        open.add(process);
        NodeAddress node = NodeAddress.parse(process.address());
        Memshare first = server(settings(node));
        AtomicInteger losses = new AtomicInteger();
        first.addListener(new MemshareListener() {
            @Override
            public void lostEverything() {
                losses.incrementAndGet();
            }
        });
        awaitPolls(process, first);
        Memshare second = server(settings(node).sealing(TestKeys.sealing("memshare", PlainRecords.REFUSE, TestKeys.B)));
        awaitPolls(process, second);
        awaitFinding(first, Kind.OTHER_KEYS);
        assertThat(first.completeNodes()).isEmpty();
        assertThat(losses).hasValue(0);
    }

    /**
     * Waits until the node is complete to a server, and for several more polls, so that the server has seen its
     * voucher.
     */
    private static void awaitPolls(MemcachedServer node, Memshare server) {
        await().atMost(Hang.LIMIT).until(() -> !server.completeNodes().isEmpty());
        long before = node.counter("cmd_get");
        await().atMost(Hang.LIMIT).until(() -> node.counter("cmd_get") >= before + 20);
    }

    /** The finding about a third server shows that the others have been judged as well. */
    @Test
    void soundNodesAndEqualServersAreNoFinding() {
        NodeAddress a = node();
        NodeAddress b = node();
        Memshare first = server(settings(a, b));
        server(settings(a, b));
        server(settings(a, b).longestLifetime(Duration.ofHours(8)));
        await().atMost(Hang.LIMIT).until(() -> first.report().nodes().stream().allMatch(node -> node.stats() != null));
        awaitFinding(first, Kind.OTHER_LIFETIME);
        assertThat(kinds(first)).containsExactly(Kind.OTHER_LIFETIME);
    }

    /** The servers differ for a moment. That the third one is found shows that all have been judged since. */
    @Test
    void aNodeThatIsAddedIsJudgedAndOneThatIsRemovedIsNot() {
        NodeAddress a = node();
        NodeAddress tiny = node("-m", "8");
        Memshare first = server(settings(a));
        Memshare second = server(settings(a));
        await().atMost(Hang.LIMIT).until(() -> first.completeNodes().size() == 1);
        assertThat(first.changeNodes(List.of(a, tiny)).join()).isEqualTo(NodeListChange.ACCEPTED);
        for (Memshare server : List.of(first, second)) {
            awaitFinding(server, Kind.LITTLE_MEMORY);
            assertThat(server.findings()).extracting(Finding::node).containsOnly(tiny);
        }

        assertThat(second.changeNodes(List.of(a)).join()).isEqualTo(NodeListChange.ACCEPTED);
        for (Memshare server : List.of(first, second)) {
            await().atMost(Hang.LIMIT).until(() -> server.findings().isEmpty());
        }
        server(settings(a).longestLifetime(Duration.ofHours(8)));
        awaitFinding(first, Kind.OTHER_LIFETIME);
        assertThat(kinds(first)).containsExactly(Kind.OTHER_LIFETIME);
        assertThat(log.lines()).noneMatch(line -> line.contains("uses the nodes") && line.contains(a.toString()));
    }

    @Test
    void tellsThatAllNodesHaveLostTheirMemory() {
        MemcachedServer a = MemcachedServer.start();
        MemcachedServer b = MemcachedServer.start();
        open.add(a);
        open.add(b);
        Memshare server = server(settings(NodeAddress.parse(a.address()), NodeAddress.parse(b.address())));
        await().atMost(Hang.LIMIT).until(() -> server.completeNodes().size() == 2);
        awaitPolls(a, server);
        a.kill();
        b.kill();
        a.restart();
        b.restart();
        await().atMost(Hang.LIMIT)
                .until(() -> log.lines(Level.ERROR).stream()
                        .anyMatch(line -> line.contains("all memcached nodes have lost their memory")));
    }
}
