package io.memshare.autoconfigure;

import io.memshare.session.MemshareSessions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionInformation;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;

/**
 * Ends sessions on every server when the OpenID Connect provider sends a logout token to any of them. The sessions
 * themselves tell to which login at the provider they belong, so nothing is registered, and no session remains for
 * Spring Security to end by a request. Safe for use by several threads.
 */
final class MemshareOidcSessionRegistry implements OidcSessionRegistry {

    private final MemshareSessions sessions;

    MemshareOidcSessionRegistry(MemshareSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void saveSessionInformation(OidcSessionInformation info) {
        // The session is entered when it is saved.
    }

    @Override
    public @Nullable OidcSessionInformation removeSessionInformation(String clientSessionId) {
        return null;
    }

    @Override
    public Iterable<OidcSessionInformation> removeSessionInformation(OidcLogoutToken token) {
        String providerSession = token.getSessionId();
        String indexName = providerSession == null ? OidcIndexResolver.SUBJECT : OidcIndexResolver.PROVIDER_SESSION;
        String identifier = providerSession == null ? token.getSubject() : providerSession;
        for (String client : token.getAudience()) {
            String value = OidcIndexResolver.value(token.getIssuer(), client, identifier);
            if (value != null) {
                sessions.endByIndex(indexName, value);
            }
        }
        return List.of();
    }
}
