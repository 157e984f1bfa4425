package io.memshare.acceptance.kinds;

import static io.memshare.acceptance.kinds.LoginKinds.ROLES;
import static io.memshare.acceptance.kinds.LoginKinds.login;

import io.memshare.acceptance.shop.Accounts;
import java.net.URL;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2UserAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionAuthenticatedPrincipal;
import org.springframework.security.saml2.provider.service.authentication.DefaultSaml2AuthenticatedPrincipal;
import org.springframework.security.saml2.provider.service.authentication.Saml2AssertionAuthentication;
import org.springframework.security.saml2.provider.service.authentication.Saml2Authentication;
import org.springframework.security.saml2.provider.service.authentication.Saml2ResponseAssertion;

/** Logins by OpenID Connect, OAuth2 and SAML. */
final class FederatedLoginKinds {

    private static final Instant ISSUED = Instant.ofEpochSecond(1_700_000_000);

    private static final Instant EXPIRES = ISSUED.plusSeconds(300);

    private FederatedLoginKinds() {}

    static void addTo(Kinds kinds) {
        oidc(kinds);
        oauth2(kinds);
        saml(kinds);
    }

    private static void oidc(Kinds kinds) {
        login(kinds, "OIDC, issuer String", () -> token(new DefaultOidcUser(ROLES, idToken("https://127.0.0.1/idp"))));
        login(kinds, "OIDC, issuer URL", () -> token(new DefaultOidcUser(ROLES, idToken(issuer()))));
        login(kinds, "OIDC, authority with the token", () -> {
            OidcIdToken token = idToken(issuer());
            return token(new DefaultOidcUser(Set.<GrantedAuthority>of(new OidcUserAuthority(token)), token));
        });
        login(kinds, "OIDC, user info", () -> {
            OidcIdToken token = idToken(issuer());
            OidcUserInfo info = OidcUserInfo.builder()
                    .subject("a")
                    .email("a@shop.example")
                    .claim("address", new LinkedHashMap<>(Map.of("country", "DE")))
                    .claim("roles", List.of("x", "y"))
                    .build();
            return token(new DefaultOidcUser(
                    Set.<GrantedAuthority>of(new OidcUserAuthority(token, info)), token, info, "email"));
        });
        login(
                kinds,
                "OIDC, subclass of DefaultOidcUser",
                () -> token(new Accounts.ShopOidcUser(ROLES, idToken(issuer()), 5L)));
        kinds.add("oidc: id token", () -> idToken(issuer()));
    }

    private static void oauth2(Kinds kinds) {
        login(kinds, "OAuth2", () -> token(new DefaultOAuth2User(ROLES, attributes(), "login")));
        login(
                kinds,
                "OAuth2, authority with the attributes",
                () -> token(
                        new DefaultOAuth2User(Set.of(new OAuth2UserAuthority(attributes())), attributes(), "login")));
        login(
                kinds,
                "OAuth2, subclass of DefaultOAuth2User",
                () -> token(new Accounts.ShopOAuth2User(ROLES, attributes())));
        login(kinds, "JWT", () -> new JwtAuthenticationToken(jwt(), ROLES));
        login(
                kinds,
                "opaque token",
                () -> new BearerTokenAuthentication(
                        new OAuth2IntrospectionAuthenticatedPrincipal("a", introspected(), ROLES),
                        accessToken(),
                        ROLES));
        login(
                kinds,
                "opaque token, default principal",
                () -> new BearerTokenAuthentication(
                        new DefaultOAuth2AuthenticatedPrincipal("a", introspected(), ROLES), accessToken(), ROLES));
        kinds.add("oauth2: JWT", FederatedLoginKinds::jwt);
        kinds.add("oauth2: access token", FederatedLoginKinds::accessToken);
        kinds.add("oauth2: client registration", FederatedLoginKinds::registration);
        kinds.add(
                "oauth2: authorized clients",
                () -> new HashMap<>(Map.of(
                        "shop",
                        new OAuth2AuthorizedClient(
                                registration(), "a", accessToken(), new OAuth2RefreshToken("x", ISSUED, EXPIRES)))));
        kinds.add(
                "oauth2: authorization request",
                () -> OAuth2AuthorizationRequest.authorizationCode()
                        .authorizationUri("https://127.0.0.1/idp/authorize")
                        .clientId("shop")
                        .redirectUri("https://127.0.0.1/login/oauth2/code/shop")
                        .scopes(new java.util.LinkedHashSet<>(List.of("openid", "profile")))
                        .state("state=")
                        .attributes(attributes -> {
                            attributes.put("registration_id", "shop");
                            attributes.put("nonce", "x");
                        })
                        .additionalParameters(parameters -> parameters.put("prompt", "login"))
                        .build());
    }

    @SuppressWarnings("deprecation") // applications still have it in their sessions
    private static void saml(Kinds kinds) {
        Map<String, List<Object>> attributes =
                Map.of("mail", List.of("a@shop.example"), "age", List.of(5, true, ISSUED));
        login(
                kinds,
                "SAML",
                () -> new Saml2Authentication(
                        new DefaultSaml2AuthenticatedPrincipal("a", new LinkedHashMap<>(attributes), List.of("index")),
                        "<r/>",
                        ROLES));
        login(
                kinds,
                "SAML, assertion",
                () -> new Saml2AssertionAuthentication(
                        "a",
                        Saml2ResponseAssertion.withResponseValue("<r/>")
                                .nameId("a")
                                .sessionIndexes(List.of("index"))
                                .attributes(new LinkedHashMap<>(attributes))
                                .build(),
                        ROLES,
                        "shop"));
    }

    private static OAuth2AuthenticationToken token(org.springframework.security.oauth2.core.user.OAuth2User user) {
        return new OAuth2AuthenticationToken(user, user.getAuthorities(), "shop");
    }

    private static URL issuer() {
        try {
            return new URL("https://127.0.0.1:9443/idp");
        } catch (java.net.MalformedURLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static OidcIdToken idToken(Object issuer) {
        return OidcIdToken.withTokenValue("eyJ.x.y")
                .claim("iss", issuer)
                .subject("a")
                .audience(List.of("shop"))
                .issuedAt(ISSUED)
                .expiresAt(EXPIRES)
                .claim("email_verified", true)
                .claim("auth_time", ISSUED)
                .claim("level", 5L)
                .build();
    }

    private static Map<String, Object> attributes() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("login", "a");
        attributes.put("id", 5);
        attributes.put("number", 5_000_000_000L);
        attributes.put("plan", new LinkedHashMap<>(Map.of("name", "free")));
        attributes.put("company", null);
        return attributes;
    }

    private static Jwt jwt() {
        return Jwt.withTokenValue("eyJ.x.y")
                .header("alg", "RS256")
                .claim("iss", issuer())
                .subject("a")
                .issuedAt(ISSUED)
                .expiresAt(EXPIRES)
                .claim("scope", List.of("a", "b"))
                .build();
    }

    private static Map<String, Object> introspected() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("active", true);
        attributes.put("iss", issuer());
        attributes.put("exp", EXPIRES);
        attributes.put("scope", List.of("a"));
        return attributes;
    }

    private static OAuth2AccessToken accessToken() {
        return new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "x", ISSUED, EXPIRES, Set.of("a"));
    }

    private static ClientRegistration registration() {
        return ClientRegistration.withRegistrationId("shop")
                .clientId("shop")
                .clientSecret("secret")
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .scope("openid")
                .authorizationUri("https://127.0.0.1/idp/authorize")
                .tokenUri("https://127.0.0.1/idp/token")
                .jwkSetUri("https://127.0.0.1/idp/jwks")
                .issuerUri("https://127.0.0.1/idp")
                .userNameAttributeName("sub")
                .clientName("Shop")
                .build();
    }
}
