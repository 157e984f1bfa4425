package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.session.Session;

/** The part of the {@link SessionRepositoryContract} about null arguments. */
abstract class NullArgumentsContract extends SharedRepositories {

    NullArgumentsContract(SessionRepositoryContract contract) {
        super(contract);
    }

    @Test
    void nullIsRefusedByName() {
        MemshareSession session = one.createSession();
        Map<String, Runnable> calls = Map.of(
                "interval", () -> one.setDefaultMaxInactiveInterval(null),
                "saveMode", () -> one.setSaveMode(null),
                "flushMode", () -> one.setFlushMode(null),
                "sessionIdGenerator", () -> one.setSessionIdGenerator(null),
                "session", () -> one.save(null),
                "id", () -> one.findById(null));
        calls.forEach((name, call) -> assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(call::run)
                .withMessage(name));
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> one.deleteById(null))
                .withMessage("id");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> session.setLastAccessedTime(null))
                .withMessage("lastAccessedTime");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> session.setMaxInactiveInterval(null))
                .withMessage("interval");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> session.setAttribute(null, "value"))
                .withMessage("attributeName");
    }

    @Test
    void theSessionStaysUsableAfterARefusal() {
        MemshareSession session = one.createSession();
        Instant before = session.getLastAccessedTime();
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> session.setLastAccessedTime(null));
        assertThat(((Session) session).getLastAccessedTime()).isEqualTo(before);
        one.save(session);
        assertThat(two.findById(session.getId())).isNotNull();
    }
}
