package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The part of the {@link SessionRepositoryContract} about the last use and the expiry of a session. */
abstract class ExpiryContract extends SharedRepositories {

    ExpiryContract(SessionRepositoryContract contract) {
        super(contract);
    }

    private final Duration interval = Duration.ofMinutes(30);

    private MemshareSession lastUsed(Duration ago) {
        MemshareSession session = one.createSession();
        session.setLastAccessedTime(shared.now().minus(ago));
        one.save(session);
        return session;
    }

    @Test
    void aSessionThatWasLastUsedTooLongAgoIsGone() {
        MemshareSession session = lastUsed(interval);
        assertThat(session.isExpired()).isTrue();
        assertThat(two.findById(session.getId())).isNull();
    }

    @Test
    void aMillisecondBeforeItIsThere() {
        MemshareSession session = lastUsed(interval.minusMillis(1));
        assertThat(session.isExpired()).isFalse();
        assertThat(found(two, session.getId()).getLastAccessedTime()).isEqualTo(session.getLastAccessedTime());
    }

    @Test
    void aSessionInHandExpiresInTime() {
        MemshareSession session = found(two, saved(one));
        assertThat(session.isExpired()).isFalse();
        shared.clock.advance(interval);
        assertThat(session.isExpired()).isTrue();
    }

    @Test
    void aSessionThatNobodyUsesExpires() {
        String id = saved(one);
        shared.nobodyUses(id, interval.plusSeconds(2));
        assertThat(one.findById(id)).isNull();
        assertThat(two.findById(id)).isNull();
    }

    @Test
    void anExpiredSessionLivesOnWhenItIsUsedInTheGrace() {
        MemshareSession session = lastUsed(interval);
        session.setLastAccessedTime(shared.now());
        session.setAttribute("a", "1");
        one.save(session);
        assertThat(attribute(two, session.getId(), "a")).isEqualTo("1");
    }

    @Test
    void zeroExpiresAtOnce() {
        MemshareSession session = one.createSession();
        session.setMaxInactiveInterval(Duration.ZERO);
        one.save(session);
        assertThat(session.isExpired()).isTrue();
        assertThat(one.findById(session.getId())).isNull();
        String id = saved(one);
        MemshareSession found = found(one, id);
        found.setMaxInactiveInterval(Duration.ZERO);
        one.save(found);
        assertThat(two.findById(id)).isNull();
    }

    @Test
    void negativeNeverExpires() {
        MemshareSession session = one.createSession();
        session.setMaxInactiveInterval(Duration.ofSeconds(-1));
        one.save(session);
        MemshareSession found = found(two, session.getId());
        shared.clock.advance(Duration.ofDays(365));
        assertThat(found.isExpired()).isFalse();
        assertThat(found.getMaxInactiveInterval()).isNegative();
    }

    @ParameterizedTest
    @MethodSource("longIntervals")
    void longIntervalsDoNotExpireEarly(Duration longInterval) {
        MemshareSession session = one.createSession();
        session.setMaxInactiveInterval(longInterval);
        one.save(session);
        MemshareSession found = found(two, session.getId());
        assertThat(found.isExpired()).isFalse();
        assertThat(found.getMaxInactiveInterval()).isEqualTo(longInterval.truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void theIntervalSurvivesOtherChanges() {
        MemshareSession session = one.createSession();
        session.setMaxInactiveInterval(Duration.ofSeconds(77));
        one.save(session);
        change(two, found(two, session.getId()), "a", "1");
        assertThat(found(one, session.getId()).getMaxInactiveInterval()).isEqualTo(Duration.ofSeconds(77));
    }

    @Test
    void theIntervalIsThatOfTheLastWhoSetIt() {
        String id = saved(one);
        MemshareSession late = found(two, id);
        MemshareSession session = found(one, id);
        session.setMaxInactiveInterval(Duration.ofSeconds(77));
        one.save(session);
        change(two, late, "a", "1");
        assertThat(found(one, id).getMaxInactiveInterval()).isEqualTo(Duration.ofSeconds(77));
        late.setMaxInactiveInterval(Duration.ofSeconds(88));
        two.save(late);
        assertThat(found(one, id).getMaxInactiveInterval()).isEqualTo(Duration.ofSeconds(88));
    }

    @Test
    void anOlderLastUseDoesNotUndoALaterOne() {
        String id = saved(one);
        MemshareSession session = found(one, id);
        session.setLastAccessedTime(shared.now().minus(interval));
        session.setAttribute("a", "1");
        one.save(session);
        assertThat(attribute(two, id, "a")).isEqualTo("1");
    }

    static Stream<Duration> longIntervals() {
        return Stream.of(
                Duration.ofDays(29),
                Duration.ofDays(30),
                Duration.ofDays(31),
                Duration.ofDays(400),
                Duration.ofDays(12 * 365),
                Duration.ofSeconds(Integer.MAX_VALUE),
                Duration.ofDays(365_000),
                ChronoUnit.FOREVER.getDuration());
    }
}
