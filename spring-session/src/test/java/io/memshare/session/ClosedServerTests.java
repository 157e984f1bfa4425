package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.Cluster;
import io.memshare.Memshare;
import io.memshare.testkit.Hang;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A server that is closed says nothing about the nodes. Real memcached processes. */
class ClosedServerTests {

    private static final int CLOSED = 20;
    private static final int VISITORS = 4;

    @AutoClose
    private final Cluster cluster = Cluster.of(3);

    /** Saves a session again and again until the server is closed. */
    private static void visit(MemshareSessionRepository server, AtomicInteger saved) {
        MemshareSession session = server.createSession();
        try {
            while (true) {
                session.setAttribute("visits", saved.incrementAndGet());
                server.save(session);
            }
        } catch (SessionStoreUnavailableException ex) {
            // The server is closed.
        }
    }

    @Test
    void noWriteThatItBreaksOffCountsAsMissed() throws InterruptedException {
        for (int i = 0; i < CLOSED; i++) {
            Memshare app = cluster.app();
            MemshareSessionRepository server = new MemshareSessionRepository(app, SharedSessions.VALUES);
            AtomicInteger saved = new AtomicInteger();
            ExecutorService visitors = Executors.newFixedThreadPool(VISITORS);
            for (int visitor = 0; visitor < VISITORS; visitor++) {
                visitors.execute(() -> visit(server, saved));
            }
            await().atMost(Hang.LIMIT).pollInterval(Duration.ofMillis(1)).until(() -> saved.get() >= 100);
            app.close();
            visitors.shutdown();
            assertThat(visitors.awaitTermination(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
        List<String> keys = new ArrayList<>();
        for (int node = 0; node < cluster.size(); node++) {
            keys.addAll(cluster.server(node).keys());
        }
        assertThat(keys).isNotEmpty().noneMatch(key -> key.startsWith("memshare:note:"));
    }
}
