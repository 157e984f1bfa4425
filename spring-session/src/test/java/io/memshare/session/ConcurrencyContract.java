package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of the {@link SessionRepositoryContract} about requests that change a session at the same time. */
abstract class ConcurrencyContract extends SharedRepositories {

    ConcurrencyContract(SessionRepositoryContract contract) {
        super(contract);
    }

    @Test
    void differentAttributesAllSurvive() {
        String id = saved(one, "a", "1");
        MemshareSession first = found(one, id);
        MemshareSession second = found(two, id);
        change(one, first, "b", "2");
        change(two, second, "c", "3");
        assertThat(found(one, id).getAttributeNames()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void copiesInHandAreIndependent() {
        String id = saved(one, "list", new ArrayList<>(List.of("a")));
        MemshareSession first = found(one, id);
        MemshareSession second = found(one, id);
        first.<List<String>>getAttribute("list").add("b");
        first.setAttribute("x", "1");
        assertThat(second.<List<String>>getAttribute("list")).containsExactly("a");
        assertThat(second.<String>getAttribute("x")).isNull();
    }

    @Test
    void ofTheSameAttributeTheLastSaveWins() {
        String id = saved(one, "a", "1");
        MemshareSession first = found(one, id);
        MemshareSession second = found(two, id);
        change(one, first, "a", "2");
        shared.clock.advance(Duration.ofMillis(1));
        change(two, second, "a", "3");
        assertThat(attribute(one, id, "a")).isEqualTo("3");
    }

    @Test
    void aRemovalIsAChangeLikeAnother() {
        String id = saved(one, "a", "1");
        MemshareSession late = found(two, id);
        change(one, found(one, id), "a", null);
        change(two, late, "b", "2");
        assertThat(found(one, id).getAttributeNames()).containsExactly("b");
    }

    @Test
    void whatOthersChangedIsSeenAfterASave() {
        String id = saved(one, "a", "1");
        MemshareSession session = found(one, id);
        assertThat(session.<String>getAttribute("a")).isEqualTo("1");
        change(two, found(two, id), "a", "2");
        change(one, session, "b", "3");
        assertThat(session.<String>getAttribute("a")).isEqualTo("2");
    }
}
