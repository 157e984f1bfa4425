package io.memshare.autoconfigure;

import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.session.Session;

/**
 * Resolves the OpenID Connect provider's names of a session: the user, and the session at the provider. A refreshed ID
 * token need not name the latter; the session then keeps it for as long as its user is the same.
 */
final class OidcIndexResolver implements BiFunction<Session, Map<String, String>, Map<String, String>> {

    static final String SUBJECT = "io.memshare.oidc.sub";

    static final String PROVIDER_SESSION = "io.memshare.oidc.sid";

    private static final String CONTEXT = "SPRING_SECURITY_CONTEXT";

    @Override
    public Map<String, String> apply(Session session, Map<String, String> known) {
        Object context = session.getAttribute(CONTEXT);
        Authentication login = context instanceof SecurityContext secured ? secured.getAuthentication() : null;
        return login != null && login.getPrincipal() instanceof OidcUser user
                ? values(user.getIdToken(), known)
                : Map.of();
    }

    private static Map<String, String> values(OidcIdToken token, Map<String, String> known) {
        Map<String, String> values = new HashMap<>();
        String client = client(token);
        put(values, SUBJECT, value(token.getIssuer(), client, token.getSubject()));
        String named = value(token.getIssuer(), client, token.getClaimAsString("sid"));
        String subject = values.get(SUBJECT);
        boolean continued = named == null && subject != null && subject.equals(known.get(SUBJECT));
        put(values, PROVIDER_SESSION, continued ? known.get(PROVIDER_SESSION) : named);
        return values;
    }

    private static void put(Map<String, String> values, String indexName, @Nullable String value) {
        if (value != null) {
            values.put(indexName, value);
        }
    }

    /** The party that a token was issued to; a token with several audiences names it. */
    private static @Nullable String client(OidcIdToken token) {
        List<String> audience = token.getAudience();
        String party = token.getAuthorizedParty();
        return party != null || audience == null || audience.isEmpty() ? party : audience.get(0);
    }

    /**
     * Returns the value of an index. An identifier is unique for its issuer only, and a logout concerns a single
     * client.
     *
     * @param issuer the issuer
     * @param client the id of the client
     * @param identifier the subject or the provider's session
     */
    static @Nullable String value(@Nullable URL issuer, @Nullable String client, @Nullable String identifier) {
        return issuer == null || client == null || identifier == null
                ? null
                : issuer + "\n" + client + "\n" + identifier;
    }
}
