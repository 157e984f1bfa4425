package io.memshare.session;

import static io.memshare.session.Logins.login;
import static io.memshare.session.SharedSessions.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A session that its user has left, but which continues without a user, does not count towards the maximum. */
class LogoutWithoutInvalidationTests {

    @AutoClose
    private final Logins logins = Logins.on(3);

    private final IndexedMemshareSessionRepository one = logins.server();
    private final IndexedMemshareSessionRepository two = logins.server();

    private void atMostTwo(WhenFull whenFull) {
        for (IndexedMemshareSessionRepository server : List.of(one, two)) {
            server.setMaximumSessions(2);
            server.setWhenFull(whenFull);
        }
    }

    private static void leave(IndexedMemshareSessionRepository server, String id) {
        MemshareSession session = found(server, id);
        session.removeAttribute(PRINCIPAL_NAME_INDEX_NAME);
        server.save(session);
    }

    @ParameterizedTest
    @EnumSource
    void aLoginAtOnceTakesThePlace(WhenFull whenFull) {
        atMostTwo(whenFull);
        String first = login(one, "alice");
        String left = login(one, "alice");
        leave(one, left);
        String third = login(two, "alice");
        assertThat(two.findByPrincipalName("alice")).containsOnlyKeys(logins.handle(first), logins.handle(third));
        assertThat(two.findById(left)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void aSessionInWhichTheUserLogsInAgainCounts(WhenFull whenFull) {
        atMostTwo(whenFull);
        String first = login(one, "alice");
        leave(one, first);
        MemshareSession again = found(two, first);
        again.setAttribute(PRINCIPAL_NAME_INDEX_NAME, "alice");
        two.save(again);
        String second = login(one, "alice");
        assertThat(one.findByPrincipalName("alice")).containsOnlyKeys(logins.handle(first), logins.handle(second));
    }
}
