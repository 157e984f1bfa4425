package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of the {@link SessionRepositoryContract} about a change of the id. */
abstract class ChangeOfIdContract extends SharedRepositories {

    ChangeOfIdContract(SessionRepositoryContract contract) {
        super(contract);
    }

    @Test
    void movesTheSession() {
        String id = saved(one, "a", "1");
        MemshareSession session = found(one, id);
        session.setAttribute("b", "2");
        String newId = session.changeSessionId();
        assertThat(session.getId()).isEqualTo(newId).isNotEqualTo(id);
        one.save(session);
        assertThat(two.findById(id)).isNull();
        MemshareSession found = found(two, newId);
        assertThat(found.getId()).isEqualTo(newId);
        assertThat(found.getAttributeNames()).containsExactlyInAnyOrder("a", "b");
        assertThat(found.getCreationTime()).isEqualTo(session.getCreationTime());
    }

    @Test
    void happensWhenTheSessionIsSaved() {
        String id = saved(one);
        MemshareSession session = found(one, id);
        String newId = session.changeSessionId();
        assertThat(two.findById(newId)).isNull();
        assertThat(two.findById(id)).isNotNull();
    }

    @Test
    void twiceLeavesOnlyTheLastId() {
        String id = saved(one);
        MemshareSession session = found(one, id);
        String between = session.changeSessionId();
        String last = changedId(one, session);
        assertThat(two.findById(id)).isNull();
        assertThat(two.findById(between)).isNull();
        assertThat(two.findById(last)).isNotNull();
        String later = changedId(one, session);
        assertThat(two.findById(last)).isNull();
        assertThat(two.findById(later)).isNotNull();
    }

    @Test
    void ofAnUnsavedSessionSavesItUnderTheNewId() {
        MemshareSession session = one.createSession();
        String first = session.getId();
        session.setAttribute("a", "1");
        String newId = changedId(one, session);
        assertThat(one.findById(first)).isNull();
        assertThat(attribute(two, newId, "a")).isEqualTo("1");
    }

    @Test
    void savedTwiceIsTheSame() {
        MemshareSession session = found(one, saved(one));
        String newId = changedId(one, session);
        one.save(session);
        assertThat(two.findById(newId)).isNotNull();
        change(one, session, "a", "2");
        assertThat(attribute(two, newId, "a")).isEqualTo("2");
    }

    @Test
    void ofADeletedSessionDoesNotBringItBack() {
        String id = saved(one);
        MemshareSession session = found(one, id);
        two.deleteById(id);
        String newId = changedId(one, session);
        assertThat(two.findById(newId)).isNull();
        assertThat(two.findById(id)).isNull();
    }

    @Test
    void outranksWhatARequestInFlightWritesLater() {
        String id = saved(one, "a", "0");
        MemshareSession late = found(two, id);
        MemshareSession login = found(one, id);
        login.setAttribute("login", "user");
        login.setAttribute("a", "1");
        login.removeAttribute("csrf");
        String newId = changedId(one, login);
        change(one, found(one, newId), "later", "1");
        shared.clock.advance(Duration.ofSeconds(20));
        late.setAttribute("login", "attacker");
        late.setAttribute("a", "2");
        late.setAttribute("later", "2");
        late.setAttribute("other", "kept");
        two.save(late);
        MemshareSession found = found(one, newId);
        assertThat(found.<Object>getAttribute("login")).isEqualTo("user");
        assertThat(found.<Object>getAttribute("a")).isEqualTo("1");
        assertThat(found.<Object>getAttribute("later")).isEqualTo("1");
        assertThat(found.<Object>getAttribute("other")).isEqualTo("kept");
    }

    @Test
    void outranksTheIntervalThatARequestInFlightSetsLater() {
        String id = saved(one);
        MemshareSession late = found(two, id);
        MemshareSession login = found(one, id);
        login.setMaxInactiveInterval(Duration.ofSeconds(55));
        String newId = changedId(one, login);
        late.setMaxInactiveInterval(Duration.ofDays(77));
        two.save(late);
        assertThat(found(one, newId).getMaxInactiveInterval()).isEqualTo(Duration.ofSeconds(55));
    }

    @Test
    void survivesALaterSaveOfItsNewId() {
        String id = saved(one);
        MemshareSession other = found(two, id);
        String first = changedId(one, found(one, id));
        change(two, found(two, first), "a", "1");
        change(one, found(one, first), "b", "1");
        String second = changedId(two, other);
        one.deleteById(first);
        assertThat(two.findById(second)).as("linked also after saves").isNull();
    }

    @Test
    void isFollowedByWhatIsSavedUnderTheOldId() {
        String id = saved(one, "a", "1");
        MemshareSession late = found(two, id);
        String newId = changedId(one, found(one, id));
        change(two, late, "b", "2");
        change(two, late, "c", "3");
        change(two, late, "a", null);
        late.setMaxInactiveInterval(Duration.ofSeconds(77));
        two.save(late);
        assertThat(found(one, newId).getAttributeNames()).containsExactlyInAnyOrder("b", "c");
        assertThat(found(one, newId).getMaxInactiveInterval()).isEqualTo(Duration.ofSeconds(77));
        assertThat(two.findById(id)).isNull();
    }

    @Test
    void showsNothingOfTheNewSessionToARequestUnderTheOldId() {
        String id = saved(one, "a", "1");
        MemshareSession late = found(two, id);
        MemshareSession login = found(one, id);
        login.setAttribute("login", "first");
        login.setAttribute("a", "2");
        String newId = changedId(one, login);
        change(two, late, "b", "2");
        assertThat(late.<Object>getAttribute("login")).isNull();
        assertThat(late.<Object>getAttribute("a")).isEqualTo("1");
        assertThat(late.getAttributeNames()).containsExactlyInAnyOrder("a", "b");
        change(two, late, "c", "3");
        assertThat(late.getAttributeNames()).containsExactlyInAnyOrder("a", "b", "c");
        String fork = changedId(two, late);
        assertThat(late.getAttributeNames()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(found(one, fork).getAttributeNames()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(found(one, newId).getAttributeNames()).containsExactlyInAnyOrder("a", "b", "c", "login");
    }

    @Test
    void showsTheRequestThatMadeItNothingThatOthersSavedMeanwhile() {
        String id = saved(one, "a", "1");
        MemshareSession session = found(one, id);
        change(two, found(two, id), "b", "2");
        String newId = changedId(one, session);
        assertThat(session.getAttributeNames()).containsExactly("a");
        assertThat(found(two, newId).getAttributeNames()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void isFollowedThroughSeveralIds() {
        String id = saved(one, "a", "1");
        MemshareSession late = found(two, id);
        MemshareSession session = found(one, id);
        String between = changedId(one, session);
        String last = changedId(one, session);
        change(two, late, "b", "2");
        assertThat(attribute(one, last, "b")).isEqualTo("2");
        assertThat(one.findById(between)).isNull();
        two.deleteById(id);
        assertThat(one.findById(last)).isNull();
    }

    @Test
    void takesAlongWhatOthersSavedUnderTheOldId() {
        String id = saved(one, "a", "1");
        MemshareSession session = found(one, id);
        change(two, found(two, id), "b", "2");
        String newId = changedId(one, session);
        assertThat(found(two, newId).getAttributeNames()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void isFollowedByADeletionUnderTheOldId() {
        String id = saved(one);
        String newId = changedId(one, found(one, id));
        two.deleteById(id);
        assertThat(one.findById(newId)).isNull();
        assertThat(one.findById(id)).isNull();
    }

    @Test
    @SuppressWarnings("try") // the scope is there to be closed
    void isEndedByADeletionBeforeItIsSaved() {
        String id = saved(one, "a", "1");
        try (RequestMemo.Scope scope = RequestMemo.create().open()) {
            MemshareSession session = found(one, id);
            session.changeSessionId();
            session.changeSessionId();
            one.deleteById(session.getId());
            assertThat(one.findById(id)).isNull();
            change(one, session, "b", "2");
            assertThat(one.findById(session.getId())).isNull();
        }
        assertThat(one.findById(id)).isNull();
        assertThat(two.findById(id)).isNull();
    }

    @Test
    void isEndedByADeletionBeforeItIsSavedOutsideOfAFilter() {
        String id = saved(one);
        String other = saved(one);
        MemshareSession session = found(one, id);
        MemshareSession another = found(one, other);
        MemshareSession again = found(one, id);
        another.changeSessionId();
        again.changeSessionId();
        one.deleteById(session.changeSessionId());
        assertThat(two.findById(id)).isNull();
        assertThat(two.findById(other)).isNotNull();
        one.deleteById(another.getId());
        assertThat(two.findById(other)).isNull();
    }

    @Test
    void isEndedByADeletionAfterItFollowedAnother() {
        String id = saved(one);
        MemshareSession late = found(two, id);
        String newId = changedId(one, found(one, id));
        change(two, late, "b", "2");
        two.deleteById(late.changeSessionId());
        assertThat(one.findById(newId)).isNull();
    }

    @Test
    void toTheSameIdTwiceKeepsTheSession() {
        // What a second try does after a first one that was carried out but not answered.
        String id = saved(one, "a", "1");
        String newId = "retried " + id;
        one.setSessionIdGenerator(() -> newId);
        two.setSessionIdGenerator(() -> newId);
        MemshareSession first = found(one, id);
        MemshareSession second = found(two, id);
        changedId(one, first);
        shared.clock.advance(Duration.ofMillis(1));
        changedId(two, second);
        change(two, second, "b", "2");
        assertThat(found(one, newId).getAttributeNames()).containsExactlyInAnyOrder("a", "b");
        assertThat(one.findById(id)).isNull();
    }

    @Test
    @SuppressWarnings("try") // the scope is there to be closed
    void isSeenByTheRequestThatChangedIt() {
        String id = saved(one, "a", "1");
        try (RequestMemo.Scope scope = RequestMemo.create().open()) {
            MemshareSession session = found(one, id);
            change(one, session, "b", "2");
            String newId = changedId(one, session);
            assertThat(one.findById(id)).isNull();
            assertThat(one.findById(newId)).isNotNull();
        }
    }

    @Test
    @SuppressWarnings("try") // the scope is there to be closed
    void elsewhereHidesTheOldIdFromTheRequestThatFollowed() {
        String id = saved(one, "a", "1");
        try (RequestMemo.Scope scope = RequestMemo.create().open()) {
            MemshareSession late = found(two, id);
            change(two, late, "b", "2");
            changedId(one, found(one, id));
            change(two, late, "c", "3");
            two.save(late);
            assertThat(two.findById(id)).isNull();
        }
    }

    @Test
    void usesTheGeneratorOfTheRepositoryAlsoInFoundSessions() {
        List<String> ids = new ArrayList<>(List.of("third", "second", "first"));
        one.setSessionIdGenerator(() -> ids.remove(ids.size() - 1));
        MemshareSession created = one.createSession();
        assertThat(created.getId()).isEqualTo("first");
        assertThat(changedId(one, created)).isEqualTo("second");
        assertThat(changedId(one, found(one, created.getId()))).isEqualTo("third");
        assertThat(two.findById("third")).isNotNull();
    }
}
