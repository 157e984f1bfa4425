package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The part of the {@link SessionRepositoryContract} about several changes of the id, at the same time or one after the
 * other.
 */
abstract class ForkedIdContract extends SharedRepositories {

    ForkedIdContract(SessionRepositoryContract contract) {
        super(contract);
    }

    @Test
    void ofTwoAtOnceBothLiveWithWhatTheirOwnRequestChanged() {
        String id = saved(one, "a", "1");
        MemshareSession first = found(one, id);
        MemshareSession second = found(two, id);
        first.setAttribute("login", "first");
        second.setAttribute("login", "second");
        second.setAttribute("b", "2");
        String secondId = second.changeSessionId();
        String firstId = changedId(one, first);
        two.save(second);
        assertThat(attribute(two, firstId, "login")).isEqualTo("first");
        assertThat(found(two, firstId).getAttributeNames()).containsExactlyInAnyOrder("a", "login");
        assertThat(attribute(one, secondId, "login")).isEqualTo("second");
        assertThat(found(one, secondId).getAttributeNames()).containsExactlyInAnyOrder("a", "b", "login");
        change(two, second, "c", "3");
        assertThat(attribute(one, secondId, "c")).isEqualTo("3");
        assertThat(attribute(one, firstId, "c")).isNull();
        assertThat(one.findById(id)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"old", "first", "second", "renewed"})
    void ofTwoAtOnceALogoutUnderAnyEndsAll(String which) {
        String id = saved(one);
        MemshareSession first = found(one, id);
        MemshareSession second = found(two, id);
        String firstId = changedId(one, first);
        String secondId = changedId(two, second);
        String renewedId = changedId(two, found(two, firstId));
        Map<String, String> ids = Map.of("old", id, "first", firstId, "second", secondId, "renewed", renewedId);
        assertThat(one.findById(secondId)).isNotNull();
        assertThat(one.findById(renewedId)).isNotNull();
        two.deleteById(ids.get(which));
        ids.values().forEach(each -> assertThat(one.findById(each)).isNull());
        change(one, first, "late", "1");
        change(two, second, "late", "1");
        ids.values().forEach(each -> assertThat(one.findById(each)).isNull());
    }

    @Test
    void ofNineAtOnceTheEightEarliestLiveAndTheFamilyIsUntouched() {
        String id = saved(one, "a", "1");
        List<MemshareSession> requests = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            requests.add(found(i % 2 == 0 ? one : two, id));
        }
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            ids.add(changedId(i % 2 == 0 ? one : two, requests.get(i)));
            shared.clock.advance(Duration.ofMillis(10));
        }
        for (int i = 0; i < 8; i++) {
            assertThat(attribute(two, ids.get(i), "a")).as("session %d", i).isEqualTo("1");
        }
        assertThat(two.findById(ids.get(8))).isNull();
        assertThat(one.findById(id)).isNull();
        one.deleteById(ids.get(3));
        ids.forEach(each -> assertThat(two.findById(each)).isNull());
    }

    @Test
    void ofNineAtOnceOneThatIsEarlierByItsClockPushesOutTheLatest() {
        String id = saved(one, "a", "1");
        MemshareSession early = found(two, id);
        List<MemshareSession> requests = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            requests.add(found(one, id));
        }
        shared.clock.advance(Duration.ofSeconds(1));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            shared.clock.advance(Duration.ofMillis(10));
            ids.add(changedId(one, requests.get(i)));
        }
        shared.clock.reset();
        String earliest = changedId(two, early);
        shared.clock.advance(Duration.ofSeconds(2));
        assertThat(one.findById(earliest)).isNotNull();
        assertThat(one.findById(ids.get(7))).isNull();
        ids.subList(0, 7).forEach(each -> assertThat(two.findById(each)).isNotNull());
    }

    @Test
    void toASeventeenthIdCanBeEndedUnderTheFirst() {
        String id = saved(one);
        List<String> ids = new ArrayList<>(List.of(id));
        MemshareSession session = found(one, id);
        for (int i = 1; i < 17; i++) {
            ids.add(changedId(one, session));
        }
        two.deleteById(id);
        ids.forEach(each -> assertThat(one.findById(each)).isNull());
    }

    @Test
    void toASeventeenthIdCanBeEndedUnderTheLast() {
        String id = saved(one);
        MemshareSession fork = found(two, id);
        MemshareSession session = found(one, id);
        String last = id;
        for (int i = 1; i < 17; i++) {
            last = changedId(one, session);
        }
        String forkId = changedId(two, fork);
        assertThat(one.findById(forkId)).isNotNull();
        two.deleteById(last);
        assertThat(one.findById(last)).isNull();
        assertThat(one.findById(forkId)).isNull();
    }

    @Test
    void thatIsTooFarAwayToFollowIsNoSuccess() {
        String id = saved(one);
        MemshareSession late = found(two, id);
        MemshareSession session = found(one, id);
        for (int i = 0; i < 70; i++) {
            changedId(one, session);
        }
        late.setAttribute("late", "1");
        assertThatThrownBy(() -> two.save(late)).isInstanceOf(SessionStoreUnavailableException.class);
        assertThatThrownBy(() -> two.deleteById(id)).isInstanceOf(SessionStoreUnavailableException.class);
        String last = session.getId();
        assertThat(one.findById(last)).isNotNull();
        two.deleteById(last);
        assertThat(one.findById(last)).isNull();
    }

    @Test
    void ofTwoAtOnceTakesWhatIsSavedUnderTheOldIdToBoth() {
        String id = saved(one, "a", "1");
        MemshareSession late = found(two, id);
        MemshareSession first = found(one, id);
        MemshareSession second = found(two, id);
        String firstId = changedId(one, first);
        String secondId = changedId(two, second);
        change(two, late, "late", "1");
        assertThat(attribute(one, firstId, "late")).isEqualTo("1");
        assertThat(attribute(one, secondId, "late")).isEqualTo("1");
    }

    @Test
    void thatFollowsAnotherForksLikeAnyOther() {
        String id = saved(one, "a", "1");
        MemshareSession late = found(two, id);
        String newId = changedId(one, found(one, id));
        change(two, late, "b", "2");
        String fork = changedId(two, late);
        assertThat(found(one, fork).getAttributeNames()).containsExactlyInAnyOrder("a", "b");
        assertThat(attribute(one, newId, "b")).isEqualTo("2");
        two.deleteById(newId);
        assertThat(one.findById(fork)).isNull();
    }
}
