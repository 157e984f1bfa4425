package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of the {@link SessionRepositoryContract} about a session that is saved is found, with all its fields. */
abstract class BasicsContract extends SharedRepositories {

    BasicsContract(SessionRepositoryContract contract) {
        super(contract);
    }

    @Test
    void whatIsNotSavedIsNotThere() {
        assertThat(one.findById(one.createSession().getId())).isNull();
    }

    @Test
    void aSessionWithoutAttributesIsASession() {
        MemshareSession session = one.createSession();
        one.save(session);
        assertThat(found(two, session.getId()).getAttributeNames()).isEmpty();
    }

    @Test
    void allFieldsComeBackWithMilliseconds() {
        MemshareSession session = one.createSession();
        shared.clock.advance(Duration.ofMillis(1234));
        session.setLastAccessedTime(shared.now());
        session.setMaxInactiveInterval(Duration.ofSeconds(77));
        session.setAttribute("name", "value");
        one.save(session);
        MemshareSession found = found(two, session.getId());
        assertThat(found.getId()).isEqualTo(session.getId());
        assertThat(found.getCreationTime()).isEqualTo(shared.now().minusMillis(1234));
        assertThat(found.getLastAccessedTime()).isEqualTo(shared.now());
        assertThat(found.getMaxInactiveInterval()).isEqualTo(Duration.ofSeconds(77));
        assertThat(found.<String>getAttribute("name")).isEqualTo("value");
        assertThat(found.isExpired()).isFalse();
    }

    @Test
    void aLargeValueComesBack() {
        String large = "0123456789".repeat(50_000);
        assertThat(attribute(two, saved(one, "large", large), "large")).isEqualTo(large);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "SPRING_SECURITY_CONTEXT", "with blanks\r\nand lines", "\ud800", "\udc00", "\ud83d\ude00"})
    void namesMayBeAnyText(String name) {
        assertThat(attribute(two, saved(one, name, "value"), name)).isEqualTo("value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "with\r\nlines", "\ud800", "get k\r\nflush_all\r\n"})
    void idsMayBeAnyText(String id) {
        assertThat(one.findById(id)).isNull();
        one.deleteById(id);
        assertThat(two.findById(id)).isNull();
    }

    @Test
    void anUnsavedSessionHasTheDefaultsOfItsRepository() {
        one.setDefaultMaxInactiveInterval(Duration.ofSeconds(99));
        MemshareSession session = one.createSession();
        assertThat(session.getMaxInactiveInterval()).isEqualTo(Duration.ofSeconds(99));
        assertThat(session.getCreationTime()).isEqualTo(shared.now());
        assertThat(session.getLastAccessedTime()).isEqualTo(shared.now());
    }
}
