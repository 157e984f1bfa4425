package io.memshare.session;

import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of the {@link SessionRepositoryContract} about saves of sessions without changes, which write nothing. */
abstract class UnchangedSavesContract extends SharedRepositories {

    UnchangedSavesContract(SessionRepositoryContract contract) {
        super(contract);
    }

    private void assertUnwritten(String id, Runnable action) {
        List<Long> tokens = shared.copies(id).tokens();
        action.run();
        assertThat(shared.copies(id).tokens()).isEqualTo(tokens);
    }

    @Test
    void writeNothing() {
        String id = saved(one);
        assertUnwritten(id, () -> one.save(found(one, id)));
    }

    @Test
    void afterASaveWriteNothing() {
        MemshareSession session = one.createSession();
        change(one, session, "a", "1");
        assertUnwritten(session.getId(), () -> one.save(session));
    }

    @Test
    void ofAnEqualValueWriteNothing() {
        String id = saved(one, "a", new ArrayList<>(List.of("b")));
        assertUnwritten(id, () -> change(one, found(one, id), "a", new ArrayList<>(List.of("b"))));
    }

    @Test
    void ofARemovalOfWhatIsNotThereWriteNothing() {
        String id = saved(one);
        assertUnwritten(id, () -> change(one, found(one, id), "nothing", null));
    }

    @Test
    void ofAValueThatWasSetBackWriteNothing() {
        String id = saved(one, "a", "1");
        assertUnwritten(id, () -> {
            MemshareSession session = found(one, id);
            session.setAttribute("a", "2");
            change(one, session, "a", "1");
        });
    }

    @Test
    void findingExtendsNothing() {
        String id = saved(one);
        shared.nobodyUses(id, Duration.ofMinutes(10));
        List<Long> before = shared.copies(id).secondsLeft();
        found(one, id);
        found(two, id);
        // Each by its own node's clock, whose seconds begin at times of their own.
        List<Long> after = shared.copies(id).secondsLeft();
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < after.size(); i++) {
            assertThat(after.get(i)).isLessThanOrEqualTo(before.get(i));
        }
    }

    @Test
    void withALaterUseWriteNothingEither() {
        String id = saved(one);
        assertUnwritten(id, () -> {
            MemshareSession session = found(one, id);
            session.setLastAccessedTime(shared.now().plusSeconds(10));
            one.save(session);
        });
    }
}
