package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.memshare.session.SessionTooLargeException.AttributeSize;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What memcached does not take is not sent to it, as it would drop what it holds. */
@TestInstance(Lifecycle.PER_CLASS)
class SessionTooLargeTests {

    private static final int TOO_LARGE = 1_500_000;

    @AutoClose
    private final SharedSessions shared = new SharedSessions(3);

    private MemshareSessionRepository one;
    private MemshareSessionRepository two;

    @BeforeEach
    void repositories() {
        one = shared.repository(0);
        two = shared.repository(1);
    }

    private SessionTooLargeException refused(MemshareSession session) {
        return catchThrowableOfType(SessionTooLargeException.class, () -> one.save(session));
    }

    @Test
    void theLargestAttributesAreNamedAndTheStoredSessionStays() {
        String id = saved(one, "name", "value");
        List<Long> tokens = shared.copies(id).tokens();
        MemshareSession session = found(one, id);
        session.setAttribute("large", new byte[TOO_LARGE]);
        session.setAttribute("middle", new byte[2000]);
        session.setAttribute("small", new byte[1000]);
        SessionTooLargeException refusal = refused(session);
        assertThat(refusal.size()).isGreaterThan(TOO_LARGE);
        assertThat(refusal.limit()).isBetween(1_000_000, 1024 * 1024);
        assertThat(refusal.largest()).extracting(AttributeSize::name).containsExactly("large", "middle", "small");
        assertThat(refusal.largest().get(0).bytes()).isBetween(TOO_LARGE, TOO_LARGE + 100);
        assertThat(refusal).hasMessageContainingAll("'large' with", "'middle' with", "'small' with");
        assertThat(refusal).hasMessageNotContaining(id);
        assertThat(shared.copies(id).tokens()).isEqualTo(tokens);
        assertThat(found(two, id).getAttributeNames()).containsExactly("name");
        session.removeAttribute("large");
        one.save(session);
        assertThat(found(two, id).getAttributeNames()).containsExactlyInAnyOrder("name", "middle", "small");
    }

    @Test
    void aNewSessionThatIsTooLargeIsNotStored() {
        MemshareSession session = one.createSession();
        session.setAttribute("large", new byte[TOO_LARGE]);
        assertThatExceptionOfType(SessionTooLargeException.class).isThrownBy(() -> one.save(session));
        assertThat(two.findById(session.getId())).isNull();
        session.setAttribute("large", "small");
        one.save(session);
        assertThat(attribute(two, session.getId(), "large")).isEqualTo("small");
    }

    @Test
    void aChangeOfTheIdOfWhatIsTooLargeLeavesTheSessionWhereItIs() {
        String id = saved(one, "name", "value");
        MemshareSession session = found(one, id);
        session.setAttribute("large", new byte[TOO_LARGE]);
        String newId = session.changeSessionId();
        assertThat(refused(session)).isNotNull();
        assertThat(attribute(two, id, "name")).isEqualTo("value");
        assertThat(two.findById(newId)).isNull();
        session.removeAttribute("large");
        one.save(session);
        assertThat(attribute(two, newId, "name")).isEqualTo("value");
    }

    @Test
    void whatJustFitsIsStoredOnAllNodesAndAByteMoreIsRefused() {
        String id = saved(one, "name", "value");
        MemshareSession session = found(one, id);
        session.setAttribute("large", new byte[TOO_LARGE]);
        SessionTooLargeException refusal = refused(session);
        int fitting = TOO_LARGE - (refusal.size() - refusal.limit());
        session.setAttribute("large", new byte[fitting + 1]);
        assertThat(refused(session).size()).isEqualTo(refusal.limit() + 1);
        session.setAttribute("large", new byte[fitting]);
        one.save(session);
        assertThat(shared.copies(id).texts()).allMatch(text -> text.length() == refusal.limit());
        assertThat(attribute(two, id, "name")).isEqualTo("value");
    }
}
