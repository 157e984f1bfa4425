package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.Cluster;
import io.memshare.Memshare;
import io.memshare.testkit.Hang;
import java.time.Duration;
import java.time.InstantSource;
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

    /** A redeploy under load while a node is cut off, and then this node alone. */
    @Test
    void whatItAcknowledgedIsNotOlderOnANodeThatWasCutOff() throws InterruptedException {
        Memshare app = cluster.app(cluster.proxiedSettings(), InstantSource.system());
        MemshareSessionRepository server = new MemshareSessionRepository(app, SharedSessions.VALUES);
        List<Visitor> visitors = new ArrayList<>();
        for (int visitor = 0; visitor < VISITORS; visitor++) {
            visitors.add(new Visitor(server));
        }
        ExecutorService threads = Executors.newFixedThreadPool(VISITORS);
        visitors.forEach(visitor -> threads.execute(visitor::visit));
        cluster.proxy(2).cut();
        await().atMost(Hang.LIMIT)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> visitors.stream().allMatch(visitor -> visitor.acknowledged.get() >= 50));
        app.close();
        threads.shutdown();
        assertThat(threads.awaitTermination(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        Memshare fresh = cluster.start(cluster.proxiedSettings(), InstantSource.system());
        Cluster.awaitNode(fresh, 0, true);
        Cluster.awaitNode(fresh, 1, true);
        cluster.proxy(2).heal();
        Cluster.awaitNode(fresh, 2, true);
        cluster.server(0).kill();
        cluster.server(1).kill();
        MemshareSessionRepository after = new MemshareSessionRepository(fresh, SharedSessions.VALUES);
        visitors.forEach(visitor -> visitor.isShownNothingOlder(after));
    }

    /** A browser that visits until its server is closed. */
    private static final class Visitor {

        private final MemshareSessionRepository server;
        private final MemshareSession session;
        private final AtomicInteger acknowledged = new AtomicInteger();

        Visitor(MemshareSessionRepository server) {
            this.server = server;
            this.session = server.createSession();
            session.setAttribute("visits", 0);
            server.save(session);
        }

        void visit() {
            try {
                while (true) {
                    session.setAttribute("visits", acknowledged.get() + 1);
                    server.save(session);
                    acknowledged.incrementAndGet();
                }
            } catch (SessionStoreUnavailableException ex) {
                // The server is closed.
            }
        }

        void isShownNothingOlder(MemshareSessionRepository other) {
            try {
                MemshareSession found = other.findById(session.getId());
                assertThat(found).as("the session").isNotNull();
                Integer visits = found.getAttribute("visits");
                assertThat(visits).isGreaterThanOrEqualTo(acknowledged.get());
            } catch (SessionStoreUnavailableException ex) {
                assertThat(ex).hasMessageContaining("session");
            }
        }
    }
}
