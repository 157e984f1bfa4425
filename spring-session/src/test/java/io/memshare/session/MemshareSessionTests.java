package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.crdt.LwwMap;
import io.memshare.session.MemshareSession.Surroundings;
import io.memshare.session.MemshareSession.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.session.SaveMode;

class MemshareSessionTests {

    private static final Duration INTERVAL = Duration.ofMinutes(30);

    private final SettableClock clock = SettableClock.stopped();
    private final Instant created = clock.instant();
    private final List<MemshareSession> flushed = new ArrayList<>();
    private final MemshareSession session = new MemshareSession(
            "first",
            Persistence.Unsaved.UNSAVED,
            new SessionAttributes(
                    LwwMap.EMPTY,
                    SharedSessions.VALUES,
                    SaveMode.ON_SET_ATTRIBUTE,
                    new UnreadableAttributes(),
                    new HashMap<>()),
            new Times(created, created, INTERVAL),
            new Surroundings(clock, () -> "second", new SessionTimeouts(), new UnsavedIds(), flushed::add));

    @ParameterizedTest
    @CsvSource({
        "PT30M, PT29M59.999S, false",
        "PT30M, PT30M, true",
        "PT30M, PT31M, true",
        "PT30M, PT-1H, false",
        "PT0S, PT0S, true",
        "PT0S, PT1H, true",
        "PT-1S, PT100000H, false",
        "PT-0.001S, PT1H, false",
        "PT999999999999H, PT1H, false"
    })
    void expiresWhenItWasIdleForTheInterval(Duration interval, Duration idle, boolean expired) {
        session.setMaxInactiveInterval(interval);
        clock.advance(idle);
        assertThat(session.isExpired()).isEqualTo(expired);
    }

    @Test
    void theLongestIntervalThereIsDoesNotOverflow() {
        session.setMaxInactiveInterval(ChronoUnit.FOREVER.getDuration());
        clock.advance(INTERVAL);
        assertThat(session.isExpired()).isFalse();
    }

    @Test
    void useBeginsTheIntervalAnew() {
        clock.advance(INTERVAL);
        session.setLastAccessedTime(clock.instant());
        assertThat(session.isExpired()).isFalse();
        assertThat(session.getCreationTime()).isEqualTo(created);
    }

    @Test
    void anIntervalThatIsSetAgainIsNoChange() {
        session.setMaxInactiveInterval(INTERVAL);
        assertThat(session.intervalChanged()).isFalse();
        session.setMaxInactiveInterval(INTERVAL.plusSeconds(1));
        assertThat(session.intervalChanged()).isTrue();
    }

    @Test
    void anUnsavedSessionIsUnderNoOtherId() {
        assertThat(session.changeSessionId()).isEqualTo("second").isEqualTo(session.getId());
        assertThat(session.persistence().isUnderAnother("second")).isFalse();
        assertThat(session.persistence().snapshot()).isNull();
    }

    @Test
    void everySetterTellsTheRepository() {
        session.setAttribute("a", "1");
        session.removeAttribute("a");
        session.setLastAccessedTime(created);
        session.setMaxInactiveInterval(INTERVAL);
        session.changeSessionId();
        assertThat(flushed).hasSize(5).containsOnly(session);
    }

    @Test
    void gettersTellNothing() {
        session.<Object>getAttribute("a");
        session.getAttributeNames();
        session.getId();
        assertThat(session.isExpired()).isFalse();
        assertThat(flushed).isEmpty();
    }
}
