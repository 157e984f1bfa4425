package io.memshare.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.testkit.Hang;
import io.memshare.testkit.MemcachedServer;
import io.memshare.testkit.MemcachedServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A node on a real memcached that is frozen, killed and closed. */
class FaultyNodeTests {

    private static final Request GET = new Request.Get(Key.of("k"), true);
    private static final Reply DOWN = new Reply.Unavailable(Reply.Reason.DOWN);

    private final Set<Thread> threadsOfOthers = Set.copyOf(threads());
    private final RecordingListener listener = new RecordingListener();
    private final MemcachedNode nodes = new MemcachedNode();

    @RegisterExtension
    private final MemcachedServers servers = new MemcachedServers();

    private final MemcachedServer server = servers.start();

    @AfterEach
    void stop() {
        nodes.close();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Hang.LIMIT).pollInterval(Duration.ofMillis(5)).until(condition);
    }

    private Node node() {
        return nodes.start(server.address(), MemcachedNode.SILENT, listener);
    }

    private Node upNode() {
        Node node = node();
        until(node::isUp);
        return node;
    }

    private static Reply answer(CompletableFuture<Reply> reply) throws Exception {
        return reply.get(20, TimeUnit.SECONDS);
    }

    private static boolean answers(Node node) throws Exception {
        return answer(node.send(GET)) == Reply.Miss.MISS;
    }

    @Test
    void aServerThatStartsLaterIsUsedWhenItIsThere() throws Exception {
        server.kill();
        Node node = node();
        until(() -> !listener.heard().isEmpty());
        assertThat(node.send(GET)).isCompletedWithValue(DOWN);
        server.restart();
        until(() -> answers(node));
    }

    @Test
    void aFrozenServerIsLeftOutAndUsedAgainWhenItThaws() throws Exception {
        Node node = upNode();
        server.freeze();
        List<CompletableFuture<Reply>> underWay = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            underWay.add(node.send(GET));
        }
        for (CompletableFuture<Reply> reply : underWay) {
            assertThat(answer(reply)).isInstanceOf(Reply.Unavailable.class);
        }
        until(() -> !node.isUp());
        assertThat(node.send(GET)).isCompletedWithValue(DOWN);
        until(() -> listener.heard().stream().anyMatch(heard -> heard.startsWith("unreachable: connected, but no")));
        server.thaw();
        until(() -> answers(node));
    }

    @Test
    void aKilledServerFailsWhatIsUnderWay() throws Exception {
        Node node = upNode();
        server.freeze();
        List<CompletableFuture<Reply>> underWay = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            underWay.add(node.send(GET));
        }
        server.kill();
        for (CompletableFuture<Reply> reply : underWay) {
            assertThat(answer(reply)).isInstanceOf(Reply.Unavailable.class);
        }
        until(() -> !node.isUp());
        server.restart();
        until(() -> answers(node));
    }

    @Test
    void healingLeaksNoConnections() throws Exception {
        long before = server.counter("curr_connections");
        Node node = upNode();
        for (int i = 0; i < 2; i++) {
            server.freeze();
            node.send(GET);
            until(() -> !node.isUp());
            server.thaw();
            until(() -> answers(node));
        }
        until(() -> server.counter("curr_connections") <= before + 1);
    }

    @Test
    void closingLeavesNothingBehind() throws Exception {
        long before = server.counter("curr_connections");
        Node node = upNode();
        assertThat(answers(node)).isTrue();
        assertThat(ownThreads()).isNotEmpty();
        nodes.close();
        until(() -> server.counter("curr_connections") <= before);
        until(() -> ownThreads().isEmpty());
        assertThat(node.send(GET)).isCompletedWithValue(DOWN);
    }

    @Test
    void closingWhileTheServerIsFrozenLeavesNothingBehind() {
        Node node = upNode();
        server.freeze();
        CompletableFuture<Reply> reply = node.send(GET);
        nodes.close();
        assertThat(reply).isCompletedWithValue(new Reply.Unavailable(Reply.Reason.CONNECTION_LOST));
        until(() -> ownThreads().isEmpty());
    }

    private List<Thread> ownThreads() {
        return threads().stream()
                .filter(thread -> !threadsOfOthers.contains(thread))
                .toList();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("memshare-")
                        || thread.getName().startsWith("Xmemcached-"))
                .toList();
    }
}
