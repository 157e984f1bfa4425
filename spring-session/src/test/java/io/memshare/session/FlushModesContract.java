package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.testkit.Hang;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.session.FlushMode;

/** The part of the {@link SessionRepositoryContract} about the flush modes, which decide when changes are saved. */
abstract class FlushModesContract extends SharedRepositories {

    FlushModesContract(SessionRepositoryContract contract) {
        super(contract);
    }

    @BeforeEach
    void immediate() {
        one.setFlushMode(FlushMode.IMMEDIATE);
    }

    @Test
    void immediateSavesWhatIsCreated() {
        one.setDefaultMaxInactiveInterval(Duration.ofSeconds(77));
        MemshareSession session = one.createSession();
        assertThat(found(two, session.getId()).getMaxInactiveInterval()).isEqualTo(Duration.ofSeconds(77));
    }

    @Test
    void immediateSavesWhatIsSetAndRemoved() {
        MemshareSession session = one.createSession();
        session.setAttribute("a", "1");
        assertThat(attribute(two, session.getId(), "a")).isEqualTo("1");
        session.removeAttribute("a");
        assertThat(attribute(two, session.getId(), "a")).isNull();
    }

    @Test
    void immediateSavesTheInterval() {
        MemshareSession session = found(one, saved(two));
        session.setMaxInactiveInterval(Duration.ofSeconds(77));
        assertThat(found(two, session.getId()).getMaxInactiveInterval()).isEqualTo(Duration.ofSeconds(77));
    }

    @Test
    void immediateSavesTheId() {
        String id = saved(two);
        String newId = found(one, id).changeSessionId();
        assertThat(two.findById(newId)).isNotNull();
        assertThat(two.findById(id)).isNull();
    }

    @Test
    void immediateSavesTheLastUse() {
        String id = saved(two);
        shared.nobodyUses(id, Duration.ofMinutes(10));
        found(one, id).setLastAccessedTime(shared.now());
        org.awaitility.Awaitility.await()
                .atMost(Hang.LIMIT)
                .until(() -> shared.copies(id).secondsLeft().stream().allMatch(left -> left > 1800));
        assertThat(found(two, id).getLastAccessedTime()).isEqualTo(shared.now());
    }

    @Test
    void onSaveSavesNothingBefore() {
        one.setFlushMode(FlushMode.ON_SAVE);
        String id = saved(two);
        MemshareSession session = found(one, id);
        session.setAttribute("a", "1");
        session.setMaxInactiveInterval(Duration.ofSeconds(77));
        assertThat(attribute(two, id, "a")).isNull();
        assertThat(found(two, id).getMaxInactiveInterval()).isEqualTo(Duration.ofMinutes(30));
    }
}
