package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.form.FormSerializer;
import io.memshare.serializer.form.Serialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.session.SaveMode;

/** What Spring Security keeps in a session, through the nodes. */
@TestInstance(Lifecycle.PER_CLASS)
class SecurityContextTests {

    private static final String ATTRIBUTE = "SPRING_SECURITY_CONTEXT";

    @AutoClose
    private final SharedSessions shared = new SharedSessions(3);

    static Stream<AttributeSerializer> serializers() {
        return Stream.of(
                FormSerializer.builder().build(),
                FormSerializer.builder().serialization(Serialization.JDK).build());
    }

    @ParameterizedTest
    @MethodSource("serializers")
    void aLoginIsSeenByTheOtherServer(AttributeSerializer serializer) {
        List<SimpleGrantedAuthority> roles = List.of(new SimpleGrantedAuthority("ROLE_USER"));
        User user = new User("somebody", "{noop}secret", roles);
        SecurityContext login =
                new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(user, null, roles));
        String id = saved(shared.repository(0, serializer), ATTRIBUTE, login);
        assertThat(attribute(shared.repository(1, serializer), id, ATTRIBUTE)).isEqualTo(login);
    }

    @ParameterizedTest
    @MethodSource("serializers")
    void aLoginThatIsOnlyReadIsNotWritten(AttributeSerializer serializer) {
        MemshareSessionRepository repository = shared.repository(0, serializer);
        repository.setSaveMode(SaveMode.ALWAYS);
        List<SimpleGrantedAuthority> roles =
                List.of(new SimpleGrantedAuthority("ROLE_USER"), new SimpleGrantedAuthority("ROLE_ADMIN"));
        SecurityContext login = new SecurityContextImpl(
                UsernamePasswordAuthenticationToken.authenticated(new User("somebody", "", roles), null, roles));
        String id = saved(repository, ATTRIBUTE, login);
        List<Long> tokens = shared.copies(id).tokens();
        MemshareSession session = SharedSessions.found(repository, id);
        session.<SecurityContext>getAttribute(ATTRIBUTE);
        repository.save(session);
        assertThat(shared.copies(id).tokens()).isEqualTo(tokens);
    }
}
