package io.memshare.session;

import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.session.FlushMode;

/** The part of the {@link SessionRepositoryContract} about the deletion of a session. */
abstract class DeletionContract extends SharedRepositories {

    DeletionContract(SessionRepositoryContract contract) {
        super(contract);
    }

    @Test
    void isIdempotentAndTakesAnything() {
        String id = saved(one);
        one.deleteById(id);
        two.deleteById(id);
        one.deleteById("never seen");
        assertThat(one.findById(id)).isNull();
        assertThat(two.findById(id)).isNull();
    }

    @Test
    void isNotUndoneByALaterSave() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(saved(one, "a", "1"));
        }
        List<MemshareSession> late = ids.stream().map(id -> found(two, id)).toList();
        ids.forEach(one::deleteById);
        late.get(0).setAttribute("a", "2");
        late.get(1).setAttribute("b", "2");
        late.get(2).setLastAccessedTime(shared.now().plusSeconds(100));
        late.get(3).setMaxInactiveInterval(Duration.ofHours(3));
        ids.add(late.get(4).changeSessionId());
        for (int round = 0; round < 2; round++) {
            late.forEach(two::save);
            assertThat(ids).allSatisfy(id -> assertThat(one.findById(id)).isNull());
        }
        late.forEach(session -> change(two, session, "again", "3"));
        assertThat(ids).allSatisfy(id -> assertThat(one.findById(id)).isNull());
    }

    @Test
    void isNotUndoneWhenChangesAreFlushedAtOnce() {
        two.setFlushMode(FlushMode.IMMEDIATE);
        String id = saved(one);
        MemshareSession late = found(two, id);
        one.deleteById(id);
        late.setAttribute("a", "2");
        late.setLastAccessedTime(shared.now());
        late.setMaxInactiveInterval(Duration.ofHours(3));
        assertThat(one.findById(late.changeSessionId())).isNull();
        assertThat(one.findById(id)).isNull();
    }

    @Test
    void beforeTheFirstSaveIsADeletionToo() {
        MemshareSession session = one.createSession();
        two.deleteById(session.getId());
        change(one, session, "a", "1");
        assertThat(one.findById(session.getId())).isNull();
    }
}
