package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.serializer.AttributeSerializationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.session.SaveMode;

/**
 * A session object is saved again after a save that failed: by the error page of the request, which must not fail too.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RefusedChangesTests {

    private static final int TOO_LARGE = 1_500_000;

    @AutoClose
    private final SharedSessions shared = new SharedSessions(1);

    private MemshareSessionRepository one;
    private MemshareSessionRepository two;

    /** A type that is not allowed. */
    record Refused(String content) implements java.io.Serializable {}

    @BeforeEach
    void repositories() {
        one = shared.repository(0);
        two = shared.repository(1);
    }

    private void refuse(MemshareSession session, Class<? extends RuntimeException> type) {
        assertThatExceptionOfType(type).isThrownBy(() -> one.save(session));
    }

    @Test
    void theNextSaveKeepsTheRest() {
        String id = saved(one, "a", "1");
        MemshareSession session = found(one, id);
        session.setAttribute("a", new Refused("x"));
        session.setAttribute("b", new Refused("y"));
        session.setAttribute("c", "3");
        assertThatExceptionOfType(AttributeSerializationException.class)
                .isThrownBy(() -> one.save(session))
                .satisfies(ex -> assertThat(ex.getMessage() + ex.getSuppressed()[0].getMessage())
                        .contains("'a'", "'b'"));
        one.save(session);
        assertThat(session.<String>getAttribute("a")).isEqualTo("1");
        assertThat(found(two, id).getAttributeNames()).containsExactlyInAnyOrder("a", "c");
        assertThat(attribute(two, id, "a")).isEqualTo("1");
        assertThat(attribute(two, id, "c")).isEqualTo("3");
    }

    @Test
    void whatWasReadAndChangedInPlaceIsForgottenToo() {
        one.setSaveMode(SaveMode.ON_GET_ATTRIBUTE);
        String id = saved(one, "list", new java.util.ArrayList<Object>());
        MemshareSession session = found(one, id);
        session.<java.util.List<Object>>getAttribute("list").add(new Refused("x"));
        refuse(session, AttributeSerializationException.class);
        one.save(session);
        assertThat(session.<java.util.List<Object>>getAttribute("list")).isEmpty();
    }

    @Test
    void aNewSessionIsStoredWithoutWhatIsRefused() {
        MemshareSession session = one.createSession();
        session.setAttribute("a", new Refused("x"));
        session.setAttribute("b", "2");
        refuse(session, AttributeSerializationException.class);
        assertThat(two.findById(session.getId())).isNull();
        one.save(session);
        assertThat(found(two, session.getId()).getAttributeNames()).containsExactly("b");
    }

    @Test
    void aChangeOfTheIdIsCarriedOutByTheNextSave() {
        String id = saved(one, "a", "1");
        MemshareSession session = found(one, id);
        session.setAttribute("b", new Refused("x"));
        String newId = session.changeSessionId();
        refuse(session, AttributeSerializationException.class);
        one.save(session);
        assertThat(two.findById(id)).isNull();
        assertThat(attribute(two, newId, "a")).isEqualTo("1");
    }

    @Test
    void asManyOfTheLargestChangesAreForgottenAsAreTooMuch() {
        String id = saved(one, "a", "1");
        MemshareSession session = found(one, id);
        session.setAttribute("a", new byte[TOO_LARGE]);
        session.setAttribute("b", new byte[TOO_LARGE + 1]);
        session.setAttribute("c", new byte[1000]);
        refuse(session, SessionTooLargeException.class);
        one.save(session);
        assertThat(found(two, id).getAttributeNames()).containsExactlyInAnyOrder("a", "c");
        assertThat(attribute(two, id, "a")).isEqualTo("1");
    }
}
