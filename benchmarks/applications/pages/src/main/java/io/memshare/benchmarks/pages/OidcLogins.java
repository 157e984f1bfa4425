package io.memshare.benchmarks.pages;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;

/** Logins as Spring Security makes them of what an identity provider says. */
final class OidcLogins {

    private static final Instant ISSUED = Instant.ofEpochSecond(1_790_000_000);
    private static final String TOKEN_VALUE =
            "eyJhbGciOiJSUzI1NiJ9." + "eyJpc3MiOiJodHRw".repeat(40) + "." + "c2lnbmF0".repeat(43);

    private OidcLogins() {}

    static Authentication named(String name) {
        OidcIdToken token = new OidcIdToken(TOKEN_VALUE, ISSUED, ISSUED.plusSeconds(300), claims(name));
        OidcUserInfo info = new OidcUserInfo(profile(name));
        List<GrantedAuthority> authorities = new ArrayList<>();
        authorities.add(new OidcUserAuthority(token, info));
        authorities.addAll(AuthorityUtils.createAuthorityList("SCOPE_openid", "SCOPE_profile", "SCOPE_email"));
        DefaultOidcUser user = new DefaultOidcUser(authorities, token, info, "preferred_username");
        return new OAuth2AuthenticationToken(user, authorities, "shop");
    }

    /** The decoder of tokens makes a URL of the issuer and times of the numbers. */
    private static Map<String, Object> claims(String name) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer());
        claims.put("aud", new ArrayList<>(List.of("shop")));
        claims.put("azp", "shop");
        claims.put("iat", ISSUED);
        claims.put("auth_time", ISSUED);
        claims.put("exp", ISSUED.plusSeconds(300));
        claims.put("nonce", "n-0S6_WzA2Mj_1cVZoTKXsJ1TPLa2vtrTCzFzKqSDkQ");
        claims.put("at_hash", "77QmUPtjPfzWtF2AnpK9RQ");
        claims.put("sid", "0f8fad5b-d9cb-469f-a165-70867728950e");
        claims.putAll(profile(name));
        return claims;
    }

    private static Map<String, Object> profile(String name) {
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("sub", "7c9e6679-7425-40de-944b-e07fc1f90ae7");
        profile.put("preferred_username", name);
        profile.put("name", "Somebody Or Other");
        profile.put("given_name", "Somebody");
        profile.put("family_name", "Or Other");
        profile.put("email", "somebody@shop.example");
        profile.put("email_verified", true);
        return profile;
    }

    private static URL issuer() {
        try {
            return URI.create("https://identity.shop.example/realms/shop").toURL();
        } catch (MalformedURLException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
