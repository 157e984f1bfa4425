package io.memshare.session;

import static io.memshare.session.Logins.login;
import static io.memshare.session.SharedSessions.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attributes of applications whose names sort before those of index markers. */
class OddAttributeNamesTests {

    @AutoClose
    private final Logins logins = Logins.on(1);

    private final IndexedMemshareSessionRepository one = logins.server();
    private final IndexedMemshareSessionRepository two = logins.server();

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "\0a"})
    void doNotHideASessionFromItsIndexes(String name) {
        String id = login(one, "alice");
        MemshareSession session = found(one, id);
        session.setAttribute(name, "value");
        one.save(session);
        logins.clock.advance(Duration.ofSeconds(61)); // an entry that is younger counts without a marker
        assertThat(two.findByPrincipalName("alice")).hasSize(1);
        assertThat(new MemshareSessions(one).end("alice")).isEqualTo(1);
        assertThat(two.findById(id)).isNull();
    }
}
