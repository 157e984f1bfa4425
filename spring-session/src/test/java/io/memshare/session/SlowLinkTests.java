package io.memshare.session;

import static io.memshare.Cluster.repository;
import static io.memshare.session.ReplicationTests.newSession;
import static io.memshare.session.ReplicationTests.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.Cluster;
import io.memshare.Memshare;
import io.memshare.testkit.Hang;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A host behind a link that is slower than the timeout: its application server has one node near and two far, the
 * others have two near and one far.
 */
class SlowLinkTests {

    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Duration DELAY = Duration.ofMillis(650);

    @AutoClose
    private final Cluster link = Cluster.of(3);

    private Memshare far;

    @BeforeEach
    void start() {
        far = link.app(link.proxiedSettings().toBuilder().timeout(TIMEOUT).build(), InstantSource.system());
    }

    @Test
    void aSlowNodeThatCanBeSparedIsLeftOutUntilItIsFast() {
        String id = newSession(repository(far), "visit", "0");
        link.proxy(1).delay(DELAY);
        set(repository(far), id, "visit", "1");
        await().atMost(Hang.LIMIT).until(() -> far.nodes().get(1).reason().contains("its answers take longer"));
        assertThat(Cluster.up(far)).containsExactly(true, false, true);
        link.proxy(1).heal();
        Cluster.awaitNode(far, 1, true);
    }
}
