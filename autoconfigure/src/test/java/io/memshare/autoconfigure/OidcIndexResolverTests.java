package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.session.MapSession;

/** Which names of an OpenID Connect provider a session has, when its ID token is refreshed as well. */
class OidcIndexResolverTests {

    private static final String VALUE = "https://provider.example\nshop\n";

    private static Map<String, String> resolved(
            String subject, @Nullable String providerSession, Map<String, String> known) {
        Map<String, Object> claims = new HashMap<>();
        claims.put("iss", "https://provider.example");
        claims.put("aud", List.of("shop"));
        claims.put("sub", subject);
        if (providerSession != null) {
            claims.put("sid", providerSession);
        }
        OidcIdToken token = new OidcIdToken("token", Instant.EPOCH, Instant.MAX, claims);
        MapSession session = new MapSession();
        session.setAttribute(
                "SPRING_SECURITY_CONTEXT",
                new SecurityContextImpl(
                        new OAuth2AuthenticationToken(new DefaultOidcUser(List.of(), token), List.of(), "provider")));
        return new OidcIndexResolver().apply(session, known);
    }

    private static Map<String, String> names(String subject, String providerSession) {
        return Map.of(
                OidcIndexResolver.SUBJECT,
                VALUE + subject,
                OidcIndexResolver.PROVIDER_SESSION,
                VALUE + providerSession);
    }

    @Test
    void aLoginHasTheNamesOfItsToken() {
        assertThat(resolved("alice", "first", Map.of())).isEqualTo(names("alice", "first"));
        assertThat(resolved("alice", null, Map.of())).isEqualTo(Map.of(OidcIndexResolver.SUBJECT, VALUE + "alice"));
    }

    @Test
    void aRefreshedTokenThatDoesNotNameTheProvidersSessionChangesNothing() {
        assertThat(resolved("alice", null, names("alice", "first"))).isEqualTo(names("alice", "first"));
    }

    @Test
    void aRefreshedTokenThatNamesAnotherSessionOfTheProviderReplacesIt() {
        assertThat(resolved("alice", "second", names("alice", "first"))).isEqualTo(names("alice", "second"));
    }

    @Test
    void anotherUserDoesNotTakeOverTheProvidersSession() {
        assertThat(resolved("bob", null, names("alice", "first")))
                .isEqualTo(Map.of(OidcIndexResolver.SUBJECT, VALUE + "bob"));
    }

    @Test
    void aSessionWithoutALoginHasNoNames() {
        assertThat(new OidcIndexResolver().apply(new MapSession(), names("alice", "first")))
                .isEmpty();
    }
}
