package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.session.SharedSessions.Basket;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The part of the {@link SessionRepositoryContract} about the attributes of a session. */
abstract class AttributesContract extends SharedRepositories {

    AttributesContract(SessionRepositoryContract contract) {
        super(contract);
    }

    @Test
    void addingOneKeepsTheOthers() {
        String id = saved(one, "a", "1");
        change(two, found(two, id), "b", "2");
        MemshareSession found = found(one, id);
        assertThat(found.<String>getAttribute("a")).isEqualTo("1");
        assertThat(found.<String>getAttribute("b")).isEqualTo("2");
        assertThat(found.getAttributeNames()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void nullRemoves() {
        String id = saved(one, "a", "1");
        change(two, found(two, id), "a", null);
        assertThat(attribute(one, id, "a")).isNull();
        assertThat(found(one, id).getAttributeNames()).isEmpty();
    }

    @Test
    void whatIsAddedAndRemovedIsNotThere() {
        String id = saved(one, "a", "1");
        MemshareSession session = found(one, id);
        session.setAttribute("b", "2");
        session.removeAttribute("b");
        one.save(session);
        assertThat(found(two, id).getAttributeNames()).containsExactly("a");
    }

    @Test
    void whatIsRemovedAndAddedIsThere() {
        String id = saved(one, "a", "1");
        MemshareSession session = found(one, id);
        session.removeAttribute("a");
        session.setAttribute("a", "2");
        one.save(session);
        assertThat(attribute(two, id, "a")).isEqualTo("2");
    }

    @Test
    void whatIsModifiedAndRemovedIsNotThere() {
        String id = saved(one, "a", "1");
        MemshareSession session = found(one, id);
        session.setAttribute("a", "2");
        session.removeAttribute("a");
        one.save(session);
        assertThat(found(two, id).getAttributeNames()).isEmpty();
    }

    @Test
    void namesAreACopy() {
        MemshareSession session = found(one, saved(one, "a", "1"));
        session.setAttribute("b", "2");
        Set<String> names = session.getAttributeNames();
        names.forEach(session::removeAttribute);
        assertThat(names).containsExactlyInAnyOrder("a", "b");
        assertThat(session.getAttributeNames()).isEmpty();
        names.clear();
        session.setAttribute("c", "3");
        assertThat(session.getAttributeNames()).containsExactly("c");
    }

    @Test
    void changesAreSeenBeforeTheyAreSaved() {
        MemshareSession session = found(one, saved(one, "a", "1"));
        session.setAttribute("a", "2");
        assertThat(session.<String>getAttribute("a")).isEqualTo("2");
        session.removeAttribute("a");
        assertThat(session.<String>getAttribute("a")).isNull();
    }

    @Test
    void aSessionCanBeSavedAgainAndAgain() {
        MemshareSession session = one.createSession();
        for (int i = 0; i < 5; i++) {
            change(one, session, "a" + i, i);
            change(one, session, "last", i);
        }
        assertThat(attribute(two, session.getId(), "last")).isEqualTo(4);
        assertThat(found(two, session.getId()).getAttributeNames()).hasSize(6);
    }

    @Test
    void whatCannotBeReadIsAbsentAndKept() {
        MemshareSessionRepository newer = shared.repository(1, SharedSessions.VALUES_AND_BASKETS);
        Basket basket = new Basket("apples");
        String id = saved(newer, "basket", basket);
        MemshareSession session = found(one, id);
        assertThat(session.<Object>getAttribute("basket")).isNull();
        assertThat(session.getAttributeNames()).isEmpty();
        change(one, session, "a", "1");
        assertThat(attribute(newer, id, "basket")).isEqualTo(basket);
        assertThat(attribute(newer, id, "a")).isEqualTo("1");
        change(one, found(one, id), "basket", "replaced");
        assertThat(attribute(newer, id, "basket")).isEqualTo("replaced");
    }

    @Test
    void whatCannotBeReadCanBeRemoved() {
        MemshareSessionRepository newer = shared.repository(1, SharedSessions.VALUES_AND_BASKETS);
        String id = saved(newer, "basket", new Basket("apples"));
        MemshareSession session = found(one, id);
        session.<Object>getAttribute("basket");
        change(one, session, "basket", null);
        assertThat(attribute(newer, id, "basket")).isNull();
    }

    @Test
    void whatCannotBeWrittenIsNamedAndChangesNothing() {
        String id = saved(one, "a", "1");
        MemshareSession session = found(one, id);
        session.setAttribute("a", "2");
        session.setAttribute("basket", new Basket("secret"));
        assertThatExceptionOfType(AttributeSerializationException.class)
                .isThrownBy(() -> one.save(session))
                .withMessageContaining("'basket'")
                .withMessageNotContaining("secret");
        assertThat(attribute(two, id, "a")).isEqualTo("1");
        session.removeAttribute("basket");
        one.save(session);
        assertThat(attribute(two, id, "a")).isEqualTo("2");
        assertThat(found(two, id).getAttributeNames()).containsExactly("a");
    }
}
