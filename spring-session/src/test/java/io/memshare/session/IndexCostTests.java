package io.memshare.session;

import static io.memshare.session.Logins.login;
import static io.memshare.session.SharedSessions.found;
import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.testkit.MemcachedServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What an index costs, by memcached's own counters. */
class IndexCostTests {

    private static final int NODES = 3;
    /** The voucher, the notes about both other nodes, and the directory of node lists; once a second. */
    private static final long GETS_OF_A_POLL = 4;

    @AutoClose
    private final Logins logins = Logins.on(NODES);

    private final IndexedMemshareSessionRepository indexed = logins.server();

    /** Counts of all nodes, and how many of them polls may be to blame for. */
    private record Cost(long gets, long sets, long polls) {}

    private Cost cost(Runnable request) {
        Instant begin = InstantSource.system().instant();
        long gets = sum("cmd_get");
        long sets = sum("cmd_set");
        request.run();
        long seconds = Duration.between(begin, InstantSource.system().instant()).toSeconds() + 1;
        return new Cost(sum("cmd_get") - gets, sum("cmd_set") - sets, seconds * NODES);
    }

    private long sum(String counter) {
        long sum = 0;
        for (int i = 0; i < NODES; i++) {
            MemcachedServer server = logins.cluster.server(i);
            sum += server.counter(counter);
        }
        return sum;
    }

    private void costs(Cost cost, long gets, long sets) {
        assertThat(cost.gets()).isBetween(gets, gets + GETS_OF_A_POLL * cost.polls());
        assertThat(cost.sets()).isBetween(sets, sets + cost.polls());
    }

    /** A new session, its find, its change of id: four writes and a read of each node without index. */
    @Test
    void aLoginIsOneReadAndOneWriteOfEachReplicaMore() {
        costs(cost(() -> login(indexed, "alice")), NODES * (1 + 1), NODES * (3 + 1));
    }

    @Test
    void aFurtherLoginCostsTheSame() {
        login(indexed, "alice");
        costs(cost(() -> login(indexed, "alice")), NODES * (1 + 1), NODES * (3 + 1));
    }

    @Test
    void aRequestThatChangesAnAttributeCostsNothingMore() {
        String id = login(indexed, "alice");
        Cost cost = cost(() -> {
            MemshareSession session = found(indexed, id);
            session.setAttribute("visit", "2");
            indexed.save(session);
        });
        costs(cost, NODES, NODES);
    }

    @Test
    void aRequestThatReadsCostsNothingMore() {
        String id = login(indexed, "alice");
        Cost cost = cost(() -> {
            MemshareSession session = found(indexed, id);
            session.setLastAccessedTime(logins.clock.instant());
            indexed.save(session);
        });
        costs(cost, NODES, 0);
    }

    @Test
    void aSessionInUseIsEnteredAgainAfterADay() {
        String id = login(indexed, "alice");
        // The node tells the time of the last use, which the clock of this test does not move.
        logins.clock.advance(Duration.ofHours(25));
        Cost cost = cost(() -> {
            MemshareSession session = found(indexed, id);
            session.setLastAccessedTime(logins.clock.instant());
            indexed.save(session);
        });
        costs(cost, NODES * (1 + 1), NODES * (1 + 1));
        costs(cost(() -> indexed.save(found(indexed, id))), NODES, 0);
        assertThat(indexed.findByPrincipalName("alice")).containsOnlyKeys(logins.handle(id));
    }
}
