package io.memshare.session;

import static io.memshare.Cluster.COMPLETE;
import static io.memshare.Cluster.awaitNode;
import static io.memshare.Cluster.repository;
import static io.memshare.Cluster.voucher;
import static io.memshare.session.ReplicationTests.get;
import static io.memshare.session.ReplicationTests.newSession;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.Cluster;
import io.memshare.Memshare;
import io.memshare.node.NodeAddress;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** One application server reaches no node for a while, and the others reach all. Real memcached processes. */
class CutOffServerTests {

    @AutoClose
    private final Cluster cluster = Cluster.of(3);

    private Memshare behindProxies() throws IOException {
        Map<NodeAddress, NodeAddress> ways = new HashMap<>();
        for (int i = 0; i < cluster.size(); i++) {
            ways.put(
                    NodeAddress.parse(cluster.server(i).address()),
                    NodeAddress.parse(cluster.proxy(i).address()));
        }
        return Memshare.open(cluster.impatientSettings(), InstantSource.system(), RedirectingDialer.by(ways));
    }

    private static void awaitAll(Memshare app, boolean up) {
        List.of(0, 1, 2).forEach(index -> awaitNode(app, index, up));
    }

    /** What it was asked to save is nowhere, so no node lacks it. */
    @Test
    void whatItCouldNotSaveMakesNoNodeIncomplete() throws IOException {
        Memshare sound = cluster.app(cluster.impatientSettings(), InstantSource.system());
        try (Memshare cutOff = behindProxies()) {
            awaitAll(cutOff, true);
            String id = newSession(repository(sound), "visit", "1");
            List.of(0, 1, 2).forEach(index -> cluster.proxy(index).cut());
            awaitAll(cutOff, false);
            assertThatExceptionOfType(SessionStoreUnavailableException.class)
                    .isThrownBy(() -> newSession(repository(cutOff), "visit", "2"));
            List.of(0, 1, 2).forEach(index -> cluster.proxy(index).heal());
            awaitAll(cutOff, true);
            for (int i = 0; i < cluster.size(); i++) {
                assertThat(voucher(cluster.server(i))).isEqualTo(COMPLETE);
            }
            cluster.server(1).kill();
            awaitNode(sound, 1, false);
            assertThat(get(repository(sound), id, "visit")).isEqualTo("1");
        }
    }
}
