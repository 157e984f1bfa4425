package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.Cluster;
import io.memshare.testkit.Hang;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two application servers whose clocks differ by an hour, more than a session may be idle. */
class ClockSkewTests {

    private final SettableClock right = SettableClock.stopped();
    private final SettableClock ahead = SettableClock.stopped();

    @AutoClose
    private final Cluster cluster = Cluster.of(3);

    private List<MemshareSessionRepository> repositories;

    @BeforeEach
    void start() {
        ahead.advance(Duration.ofHours(1));
        repositories = List.of(
                new MemshareSessionRepository(cluster.app(cluster.settings(), right), SharedSessions.VALUES),
                new MemshareSessionRepository(cluster.app(cluster.settings(), ahead), SharedSessions.VALUES));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aChangeMadeAfterReadingAnotherWins(int first) {
        String id = saved(repositories.get(first), "a", 0);
        for (int i = 1; i <= 6; i++) {
            MemshareSessionRepository repository = repositories.get((first + i) % 2);
            MemshareSession session = found(repository, id);
            assertThat(session.<Integer>getAttribute("a")).isEqualTo(i - 1);
            session.setAttribute("a", i);
            session.setAttribute("removed", i % 2 == 0 ? "there" : null);
            session.setMaxInactiveInterval(Duration.ofMinutes(20 + i));
            repository.save(session);
            for (MemshareSessionRepository each : repositories) {
                assertThat(attribute(each, id, "a")).isEqualTo(i);
                assertThat(attribute(each, id, "removed")).isEqualTo(i % 2 == 0 ? "there" : null);
                assertThat(found(each, id).getMaxInactiveInterval()).isEqualTo(Duration.ofMinutes(20 + i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void noSessionIsExpiredByTheOthersClock(int first) {
        String id = saved(repositories.get(first));
        for (MemshareSessionRepository each : repositories) {
            MemshareSession session = found(each, id);
            assertThat(session.isExpired()).isFalse();
            session.setAttribute("a", String.valueOf(each.hashCode()));
            each.save(session);
        }
        assertThat(StoredCopies.of(cluster, id).secondsLeft()).allMatch(left -> left > 1800);
        StoredCopies.of(cluster, id).age(Duration.ofMinutes(20));
        repositories.forEach(each -> assertThat(each.findById(id)).isNotNull());
        StoredCopies.of(cluster, id).age(Duration.ofSeconds(630));
        repositories.forEach(each -> assertThat(each.findById(id)).isNull());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void twoChangesOfTheIdAtOnceBothCount(int first) {
        MemshareSessionRepository one = repositories.get(first);
        MemshareSessionRepository two = repositories.get(1 - first);
        String id = saved(one);
        MemshareSession here = found(one, id);
        MemshareSession there = found(two, id);
        here.changeSessionId();
        there.changeSessionId();
        one.save(here);
        two.save(there);
        assertThat(two.findById(here.getId())).isNotNull();
        assertThat(one.findById(there.getId())).isNotNull();
        two.deleteById(here.getId());
        assertThat(one.findById(here.getId())).isNull();
        assertThat(two.findById(there.getId())).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aWriteUnderTheOldIdLosesAgainstAChangeWhateverTheClocks(int first) {
        MemshareSessionRepository one = repositories.get(first);
        MemshareSessionRepository two = repositories.get(1 - first);
        String id = saved(one, "a", "0");
        MemshareSession late = found(two, id);
        MemshareSession login = found(one, id);
        login.setAttribute("a", "login");
        login.changeSessionId();
        one.save(login);
        late.setAttribute("a", "late");
        two.save(late);
        assertThat(attribute(two, login.getId(), "a")).isEqualTo("login");
        MemshareSession next = found(two, login.getId());
        next.setAttribute("a", "next");
        two.save(next);
        assertThat(attribute(one, login.getId(), "a")).isEqualTo("next");
    }

    @Test
    void eightChangesOfTheIdAtTheSameTimeAllCount() throws Exception {
        int requests = 8;
        ExecutorService threads = Executors.newFixedThreadPool(requests);
        try {
            for (int round = 0; round < 10; round++) {
                String id = saved(repositories.get(0));
                List<Callable<String>> changes = IntStream.range(0, requests)
                        .mapToObj(i -> repositories.get(i % 2))
                        .<Callable<String>>map(repository -> {
                            MemshareSession session = found(repository, id);
                            String newId = session.changeSessionId();
                            return () -> {
                                repository.save(session);
                                return newId;
                            };
                        })
                        .toList();
                List<String> alive = new ArrayList<>();
                for (Future<String> change : threads.invokeAll(changes, Hang.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    alive.add(change.get());
                }
                assertThat(alive)
                        .hasSize(requests)
                        .allMatch(newId -> repositories.get(0).findById(newId) != null);
                repositories.get(1).deleteById(alive.get(round % requests));
                assertThat(alive).allMatch(newId -> repositories.get(0).findById(newId) == null);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void zeroExpiresAtOnceForBoth(int first) {
        MemshareSession session = repositories.get(first).createSession();
        session.setMaxInactiveInterval(Duration.ZERO);
        repositories.get(first).save(session);
        repositories.forEach(each -> assertThat(each.findById(session.getId())).isNull());
    }

    @Test
    void zeroExpiresAtOnceAlsoForAClockThatIsASecondBehind() {
        ahead.reset();
        ahead.advance(Duration.ofMillis(1500));
        MemshareSession session = repositories.get(1).createSession();
        session.setMaxInactiveInterval(Duration.ZERO);
        repositories.get(1).save(session);
        assertThat(repositories.get(0).findById(session.getId())).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aDeletionWins(int first) {
        String id = saved(repositories.get(1 - first));
        MemshareSession late = found(repositories.get(1 - first), id);
        repositories.get(first).deleteById(id);
        late.setAttribute("a", "1");
        repositories.get(1 - first).save(late);
        repositories.forEach(each -> assertThat(each.findById(id)).isNull());
    }
}
