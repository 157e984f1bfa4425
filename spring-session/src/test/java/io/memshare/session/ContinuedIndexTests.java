package io.memshare.session;

import static io.memshare.session.SharedSessions.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.session.Session;

/** A resolver that is told of the values of a session can keep one that the session no longer shows. */
class ContinuedIndexTests {

    @AutoClose
    private final Logins logins = Logins.on(3);

    private final IndexedMemshareSessionRepository one = logins.server();
    private final IndexedMemshareSessionRepository two = logins.server();

    @BeforeEach
    void continued() {
        List.of(one, two).forEach(server -> server.addIndexResolver(ContinuedIndexTests::tenant));
    }

    private static Map<String, String> tenant(Session session, Map<String, String> known) {
        Map<String, String> values = new HashMap<>();
        String shown = session.getAttribute("tenant");
        String now = shown == null ? known.get("tenant") : shown;
        if (now != null) {
            values.put("tenant", now);
        }
        return values;
    }

    @Test
    void aValueThatASessionNoLongerShowsIsKept() {
        MemshareSession session = one.createSession();
        session.setAttribute("tenant", "north");
        one.save(session);
        MemshareSession changed = found(two, session.getId());
        changed.removeAttribute("tenant");
        changed.changeSessionId();
        two.save(changed);
        assertThat(one.findByIndexNameAndIndexValue("tenant", "north"))
                .containsOnlyKeys(logins.handle(changed.getId()));
        assertThat(new MemshareSessions(one).endByIndex("tenant", "north")).isEqualTo(1);
        assertThat(two.findById(changed.getId())).isNull();
    }
}
