package io.memshare.session;

import static io.memshare.session.SharedSessions.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.session.SaveMode;

/** The index follows the login that is stored, and not one that is in the security context for a while. */
class ExchangedLoginTests {

    private static final String CONTEXT = "SPRING_SECURITY_CONTEXT";

    @AutoClose
    private final Logins logins = Logins.on(3);

    private final IndexedMemshareSessionRepository one = logins.server();
    private final IndexedMemshareSessionRepository two = logins.server();

    private static Authentication authentication(String user) {
        return UsernamePasswordAuthenticationToken.authenticated(new User(user, "", List.of()), null, List.of());
    }

    private String loggedIn() {
        MemshareSession session = one.createSession();
        session.setAttribute(CONTEXT, new SecurityContextImpl(authentication("alice")));
        one.save(session);
        return session.getId();
    }

    private static SecurityContext context(MemshareSession session) {
        return Objects.requireNonNull(session.<SecurityContext>getAttribute(CONTEXT));
    }

    private void exchange(String id, @Nullable Authentication now) {
        MemshareSession session = found(one, id);
        context(session).setAuthentication(now);
        session.setAttribute("a", 1);
        one.save(session);
    }

    private static String storedUser(MemshareSessionRepository server, String id) {
        return Objects.requireNonNull(context(found(server, id)).getAuthentication())
                .getName();
    }

    @Test
    void aLoginThatIsNotStoredIsNotFound() {
        String id = loggedIn();
        exchange(id, authentication("bob"));
        assertThat(storedUser(two, id)).isEqualTo("alice");
        assertThat(two.findByPrincipalName("alice")).containsOnlyKeys(logins.handle(id));
        assertThat(two.findByPrincipalName("bob")).isEmpty();
    }

    @Test
    void aUserEndsASessionWhoseLoginWasTakenOutForAWhile() {
        String id = loggedIn();
        exchange(id, null);
        assertThat(storedUser(two, id)).isEqualTo("alice");
        assertThat(two.findByPrincipalName("alice")).containsOnlyKeys(logins.handle(id));
        assertThat(new MemshareSessions(two).end("alice")).isEqualTo(1);
        assertThat(one.findById(id)).isNull();
    }

    @Test
    void aLoginThatIsOnlySetWhileOthersAreNotComparedIsNotFoundEither() {
        one.setSaveMode(SaveMode.ON_SET_ATTRIBUTE);
        String id = loggedIn();
        exchange(id, authentication("bob"));
        assertThat(two.findByPrincipalName("alice")).containsOnlyKeys(logins.handle(id));
        assertThat(two.findByPrincipalName("bob")).isEmpty();
    }

    @Test
    void aLoginThatIsStoredIsFound() {
        String id = loggedIn();
        MemshareSession session = found(one, id);
        SecurityContext context = context(session);
        context.setAuthentication(authentication("bob"));
        session.setAttribute(CONTEXT, context);
        one.save(session);
        assertThat(storedUser(two, id)).isEqualTo("bob");
        assertThat(two.findByPrincipalName("bob")).containsOnlyKeys(logins.handle(id));
        assertThat(two.findByPrincipalName("alice")).isEmpty();
    }

    @Test
    void aLoginThatIsStoredBecauseAllIsComparedIsFound() {
        one.setSaveMode(SaveMode.ALWAYS);
        String id = loggedIn();
        exchange(id, authentication("bob"));
        assertThat(storedUser(two, id)).isEqualTo("bob");
        assertThat(two.findByPrincipalName("bob")).containsOnlyKeys(logins.handle(id));
        assertThat(two.findByPrincipalName("alice")).isEmpty();
    }
}
