package io.memshare.wholeness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.Cluster;
import io.memshare.node.Key;
import io.memshare.node.MemcachedNode;
import io.memshare.node.Node;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeListener;
import io.memshare.node.TimeToLive;
import io.memshare.testkit.MemcachedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Markers on real memcached processes. */
class MarkerKeeperTests {

    private static final TimeToLive HOUR = new TimeToLive(3600);

    private final MemcachedNode threads = new MemcachedNode();
    private final List<String> whenUp = new CopyOnWriteArrayList<>();
    private List<MemcachedServer> servers;
    private List<Node> nodes;
    private MarkerKeeper keeper;

    @BeforeEach
    void start() {
        servers = Stream.generate(MemcachedServer::start).limit(3).toList();
    }

    @AfterEach
    void stop() {
        threads.close();
        servers.forEach(MemcachedServer::close);
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Cluster.PATIENCE).pollInterval(Duration.ofMillis(5)).until(condition);
    }

    private String marker(int index) {
        return Cluster.marker(servers.get(index));
    }

    private void keep(TimeToLive rebuild) {
        keeper = new MarkerKeeper(Key.of("memshare:marker"), rebuild);
        NodeListener listener = new NodeListener() {
            @Override
            public void up(NodeAddress address) {
                whenUp.add(marker(nodeIndex(address)));
            }
        };
        nodes = servers.stream()
                .map(server -> (Node) threads.start(server.address(), keeper::greet, listener))
                .toList();
        until(() -> nodes.stream().allMatch(Node::isUp) && whenUp.size() == 3);
        whenUp.clear();
    }

    private int nodeIndex(NodeAddress address) {
        return servers.stream().map(MemcachedServer::port).toList().indexOf(address.port());
    }

    private void look() throws Exception {
        keeper.look(nodes).get(20, TimeUnit.SECONDS);
    }

    private void returned(int index) {
        until(() -> nodes.get(index).isUp() && !whenUp.isEmpty());
    }

    private boolean isWhole(int index) throws Exception {
        return keeper.isWhole(nodes.get(index)).get(20, TimeUnit.SECONDS);
    }

    private void found() throws Exception {
        keep(HOUR);
        look();
        for (int i = 0; i < 3; i++) {
            assertThat(marker(i)).isEqualTo("whole");
            assertThat(isWhole(i)).isTrue();
        }
    }

    @Test
    void newNodesAreWhole() throws Exception {
        keep(HOUR);
        assertThat(isWhole(0)).isFalse();
        look();
        assertThat(List.of(marker(0), marker(1), marker(2))).containsOnly("whole");
        assertThat(isWhole(0)).isTrue();
    }

    @Test
    void aNodeThatCameBackEmptyIsNotWhole() throws Exception {
        found();
        servers.get(1).restart();
        returned(1);
        assertThat(isWhole(1)).isFalse();
        look();
        assertThat(List.of(marker(0), marker(1), marker(2))).containsExactly("whole", "rebuilding", "whole");
        assertThat(isWhole(1)).isFalse();
    }

    @Test
    void nodesThatCameBackEmptyAreNotFoundedWhileAnotherMayHaveWhatTheyLack() throws Exception {
        found();
        servers.get(2).kill();
        until(() -> !nodes.get(2).isUp());
        keeper.missedWrite(nodes.get(2));
        servers.get(0).restart();
        returned(0);
        whenUp.clear();
        servers.get(1).restart();
        returned(1);
        look();
        assertThat(List.of(marker(0), marker(1))).containsOnly("rebuilding");
    }

    @Test
    void aMissedWriteTakesTheMarkerAwayBeforeTheNodeIsUsed() throws Exception {
        found();
        servers.get(0).freeze();
        until(() -> {
            nodes.get(0).send(new io.memshare.node.Request.Get(Key.of("k"), false));
            return !nodes.get(0).isUp();
        });
        keeper.missedWrite(nodes.get(0));
        servers.get(0).thaw();
        returned(0);
        assertThat(whenUp).startsWith("rebuilding");
        assertThat(isWhole(0)).isFalse();
    }

    @Test
    void aMissedWriteTakesTheMarkerOfANodeAwayThatIsUp() throws Exception {
        found();
        keeper.missedWrite(nodes.get(0));
        assertThat(isWhole(0)).isFalse();
        look();
        assertThat(marker(0)).isEqualTo("rebuilding");
        assertThat(isWhole(0)).isFalse();
        assertThat(isWhole(1)).isTrue();
    }

    @Test
    void anotherServerKnowsAsMuch() throws Exception {
        found();
        servers.get(0).restart();
        returned(0);
        look();
        MarkerKeeper other = new MarkerKeeper(Key.of("memshare:marker"), HOUR);
        assertThat(other.isWhole(nodes.get(0)).get(20, TimeUnit.SECONDS)).isFalse();
        assertThat(other.isWhole(nodes.get(1)).get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aNodeIsWholeWhenWhatItMayLackHasExpired() throws Exception {
        keep(new TimeToLive(1));
        look();
        servers.get(0).restart();
        returned(0);
        List<String> seen = new ArrayList<>();
        until(() -> {
            look();
            seen.add(marker(0));
            return seen.contains("whole");
        });
        assertThat(seen).contains("rebuilding");
        assertThat(isWhole(0)).isTrue();
    }
}
