package io.memshare.session;

import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.testkit.Hang;
import java.time.Duration;
import java.util.List;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** How long the nodes keep what, by memcached's own account. */
@TestInstance(Lifecycle.PER_CLASS)
class SessionTimeToLiveTests {

    /** Longer than any test takes, shorter than any difference that matters. */
    private static final long SLACK = 50;

    private static final long INTERVAL = 30 * 60;
    private static final long GRACE = 60;
    private static final long DAY = 24 * 60 * 60;

    @AutoClose
    private final SharedSessions shared = new SharedSessions(3);

    private MemshareSessionRepository one;
    private MemshareSessionRepository two;

    @BeforeEach
    void repositories() {
        shared.clock.reset();
        one = shared.repository(0);
        two = shared.repository(1);
    }

    private static LongPredicate about(long seconds) {
        return left -> left > seconds - SLACK && left < seconds + SLACK;
    }

    private void assertKept(String id, long seconds) {
        assertThat(shared.copies(id).secondsLeft()).hasSize(3).allMatch(about(seconds)::test);
    }

    private void awaitKept(String id, long seconds) {
        await().atMost(Hang.LIMIT)
                .until(() -> shared.copies(id).secondsLeft().stream().allMatch(about(seconds)::test));
    }

    private String savedWith(Duration interval) {
        MemshareSession session = one.createSession();
        session.setMaxInactiveInterval(interval);
        one.save(session);
        return session.getId();
    }

    private void use(MemshareSessionRepository repository, MemshareSession session) {
        session.setLastAccessedTime(session.getLastAccessedTime().plusSeconds(1));
        repository.save(session);
    }

    @Test
    void aSessionIsKeptForItsIntervalAndAGrace() {
        assertKept(saved(one), INTERVAL + GRACE);
        assertKept(savedWith(Duration.ofSeconds(300)), 300 + GRACE);
        assertKept(savedWith(Duration.ZERO), GRACE);
    }

    @Test
    void aSessionThatNeverExpiresIsKeptForEver() {
        String id = savedWith(Duration.ofSeconds(-1));
        assertThat(shared.copies(id).secondsLeft()).containsExactly(-1L, -1L, -1L);
    }

    @Test
    void moreThanThirtyDaysAreKeptToo() {
        String id = savedWith(Duration.ofDays(30));
        assertKept(id, 30 * DAY + GRACE);
        shared.nobodyUses(id, Duration.ofDays(2));
        use(two, found(two, id));
        // sent as a point in time by a clock that is two days ahead of the nodes' by now
        awaitKept(id, 32 * DAY + GRACE);
        shared.clock.reset();
        assertKept(savedWith(Duration.ofDays(400)), 400 * DAY + GRACE);
    }

    @Test
    void anotherIntervalIsKeptFromThenOn() {
        String id = saved(one);
        MemshareSession session = found(two, id);
        session.setMaxInactiveInterval(Duration.ofHours(5));
        two.save(session);
        assertKept(id, 5 * 3600 + GRACE);
        session.setMaxInactiveInterval(Duration.ofMinutes(5));
        two.save(session);
        assertKept(id, 300 + GRACE);
    }

    @Test
    void useWithoutAChangeLengthensTheLife() {
        String id = saved(one);
        shared.nobodyUses(id, Duration.ofMinutes(20));
        assertKept(id, INTERVAL + GRACE - 1200);
        use(two, found(two, id));
        awaitKept(id, INTERVAL + GRACE);
    }

    @Test
    void savingWithoutUseLengthensNothing() {
        String id = saved(one);
        shared.nobodyUses(id, Duration.ofMinutes(20));
        two.save(found(two, id));
        MemshareSession changed = found(two, id);
        changed.setAttribute("by", "a job and not the user");
        two.save(changed);
        assertKept(id, INTERVAL + GRACE - 1200);
    }

    @Test
    void useOfOneCopyThatIsYoungerLengthensTheOthers() {
        String id = saved(one);
        String key = shared.copies(id).key();
        shared.cluster.server(1).command("mg " + key + " T500");
        use(two, found(two, id));
        awaitKept(id, INTERVAL + GRACE);
    }

    @Test
    void theEndOfALongRequestDoesNotShortenTheLifeThatOthersHaveLengthened() {
        String id = saved(one);
        MemshareSession slow = found(one, id);
        shared.clock.advance(Duration.ofMinutes(25));
        slow.setAttribute("upload", "done");
        one.save(slow);
        assertKept(id, INTERVAL + GRACE);
    }

    @Test
    void aSessionThatWasLastUsedInThePastIsKeptForTheRest() {
        MemshareSession session = one.createSession();
        session.setLastAccessedTime(shared.now().minusSeconds(1000));
        one.save(session);
        assertKept(session.getId(), INTERVAL + GRACE - 1000);
    }

    @Test
    void aDeletionIsRememberedForADay() {
        String id = saved(one);
        two.deleteById(id);
        assertKept(id, DAY);
    }

    @Test
    void aDeletionIsRememberedAsLongAsACopyMayLive() {
        String id = savedWith(Duration.ofDays(10));
        two.deleteById(id);
        awaitKept(id, 10 * DAY + GRACE);
    }

    @Test
    void aChangeOfTheIdIsRememberedForADayAndAsLongAsACopyMayLive() {
        for (Duration interval : List.of(Duration.ofMinutes(30), Duration.ofDays(10))) {
            String id = savedWith(interval);
            MemshareSession session = found(two, id);
            String newId = session.changeSessionId();
            two.save(session);
            assertKept(id, Math.max(DAY, interval.toSeconds() + GRACE));
            assertKept(newId, interval.toSeconds() + GRACE);
        }
    }

    @Test
    void aLateUseDoesNotShortenTheMemoryOfADeletion() {
        String id = saved(one);
        shared.nobodyUses(id, Duration.ofMinutes(20));
        MemshareSession late = found(one, id);
        two.deleteById(id);
        use(one, late);
        // The touch cannot be seen after the fact; a second read on the same connections is answered after it.
        assertThat(one.findById(id)).isNull();
        awaitKept(id, DAY);
        assertThat(two.findById(id)).isNull();
    }
}
