package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.Cluster;
import io.memshare.seal.KeyRing;
import io.memshare.seal.PlainRecords;
import io.memshare.seal.Sealing;
import io.memshare.seal.SealingKey;
import io.memshare.seal.TestKeys;
import io.memshare.testkit.Hang;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Three servers are replaced one by one by servers with other keys, while visitors use all of them in any order. Nobody
 * is logged out, nothing is lost, and who logs out stays so.
 */
class EncryptionChangeTests {

    private static final int SERVERS = 3;
    private static final long LIFE_AND_GRACE_SECONDS = 1860;
    private static final Duration MORE_THAN_HALF_OF_A_LIFE = Duration.ofMinutes(16);

    private final SettableClock clock = SettableClock.stopped();
    private final List<MemshareSessionRepository> servers = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> loggedOut = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Visitor> visitors = new ArrayList<>();
    private Cluster cluster;

    /** Somebody who counts his visits, or only looks. */
    private final class Visitor extends Thread {

        private final boolean looksOnly;
        private final AtomicInteger visits = new AtomicInteger();
        private final String id;

        Visitor(boolean looksOnly) {
            this.looksOnly = looksOnly;
            MemshareSession session = any().createSession();
            session.setAttribute("visits", 0);
            any().save(session);
            this.id = session.getId();
        }

        @Override
        public void run() {
            int written = 0;
            while (!over.get() && complaints.isEmpty()) {
                MemshareSessionRepository server = any();
                try {
                    MemshareSession session = server.findById(id);
                    Object read = session == null ? "logged out" : session.getAttribute("visits");
                    if (session == null || !Integer.valueOf(written).equals(read)) {
                        complaints.add("visit " + visits + ": " + read + " and not " + written);
                        return;
                    }
                    session.setLastAccessedTime(clock.instant());
                    if (!looksOnly) {
                        session.setAttribute("visits", ++written);
                    }
                    server.save(session);
                    visits.incrementAndGet();
                } catch (RuntimeException ex) {
                    complaints.add("visit " + visits + ": " + ex);
                }
            }
        }
    }

    @BeforeEach
    void start() {
        cluster = Cluster.of(3);
    }

    @AfterEach
    void stop() throws InterruptedException {
        over.set(true);
        for (Visitor visitor : visitors) {
            visitor.join();
        }
        cluster.close();
    }

    private MemshareSessionRepository any() {
        return servers.get(ThreadLocalRandom.current().nextInt(servers.size()));
    }

    private MemshareSessionRepository server(Sealing sealing) {
        return new MemshareSessionRepository(
                cluster.app(cluster.settings().toBuilder().sealing(sealing).build(), clock), SharedSessions.VALUES);
    }

    private static Sealing keyed(PlainRecords plainRecords, SealingKey... keys) {
        KeyRing ring = KeyRing.of(List.of(keys));
        return Sealing.by(() -> ring, "memshare", plainRecords);
    }

    /** Puts servers with another sealing in the place of those that are there, one after the other. */
    private void become(Sealing sealing) {
        for (int i = 0; i < SERVERS; i++) {
            servers.set(i, server(sealing));
            everybodyVisits();
            logout();
        }
    }

    private void everybodyVisits() {
        List<Integer> before =
                visitors.stream().map(visitor -> visitor.visits.get()).toList();
        await().atMost(Hang.LIMIT).until(() -> {
            for (int i = 0; i < visitors.size(); i++) {
                if (visitors.get(i).visits.get() < before.get(i) + 20 && complaints.isEmpty()) {
                    return false;
                }
            }
            return true;
        });
        assertThat(complaints).isEmpty();
    }

    private void logout() {
        MemshareSession session = any().createSession();
        session.setAttribute("visits", 1);
        any().save(session);
        MemshareSessionRepository other = any();
        MemshareSession found = other.findById(session.getId());
        assertThat(found).isNotNull();
        found.setAttribute("visits", 2);
        other.save(found);
        any().deleteById(session.getId());
        loggedOut.add(session.getId());
        for (MemshareSessionRepository server : servers) {
            loggedOut.forEach(
                    id -> assertThat(server.findById(id)).as("logged out").isNull());
        }
    }

    /**
     * Each session is used in this time. The nodes forget what was not used for a life, and what was logged out before.
     */
    private void aDayPasses() {
        for (int half = 0; half < 2; half++) {
            clock.advance(MORE_THAN_HALF_OF_A_LIFE);
            for (int node = 0; node < cluster.size(); node++) {
                for (String key : Cluster.sessionKeys(cluster.server(node))) {
                    age(node, key);
                }
            }
            everybodyVisits();
        }
    }

    private void age(int node, String key) {
        String answer = cluster.server(node).command("mg " + key + " t").strip();
        if (answer.startsWith("HD")) {
            long before = Long.parseLong(answer.substring(answer.lastIndexOf('t') + 1));
            long left = before - MORE_THAN_HALF_OF_A_LIFE.toSeconds();
            boolean session = before <= LIFE_AND_GRACE_SECONDS;
            cluster.server(node).command(session && left > 0 ? "mg " + key + " T" + left : "md " + key);
        }
    }

    private void open(Sealing sealing) {
        for (int i = 0; i < SERVERS; i++) {
            servers.add(server(sealing));
        }
        for (int i = 0; i < 4; i++) {
            Visitor visitor = new Visitor(i == 3);
            visitors.add(visitor);
            visitor.start();
        }
    }

    private boolean allSealed() {
        for (int node = 0; node < cluster.size(); node++) {
            for (Visitor visitor : visitors) {
                String key = new SessionKeys("memshare", keyed(PlainRecords.REFUSE, TestKeys.A))
                        .of(visitor.id)
                        .text();
                byte[] value = cluster.server(node).value(key);
                if (value == null || value[0] != (byte) 0xc1) {
                    return false;
                }
            }
        }
        return true;
    }

    @Test
    void fromPlainToSealedAndBack() {
        open(Sealing.NONE);
        everybodyVisits();

        become(keyed(PlainRecords.WRITE, TestKeys.A));
        become(keyed(PlainRecords.READ, TestKeys.A));
        aDayPasses();
        assertThat(allSealed()).isTrue();
        become(keyed(PlainRecords.REFUSE, TestKeys.A));
        aDayPasses();

        become(keyed(PlainRecords.READ, TestKeys.A));
        become(keyed(PlainRecords.WRITE, TestKeys.A));
        aDayPasses();
        become(Sealing.NONE);
        everybodyVisits();
        logout();
    }

    @Test
    void fromOneKeyToAnother() {
        open(keyed(PlainRecords.REFUSE, TestKeys.A));
        everybodyVisits();

        become(keyed(PlainRecords.REFUSE, TestKeys.A, TestKeys.B));
        become(keyed(PlainRecords.REFUSE, TestKeys.B, TestKeys.A));
        aDayPasses();
        become(keyed(PlainRecords.REFUSE, TestKeys.B));
        everybodyVisits();
        logout();
    }
}
