package io.memshare.acceptance.kinds;

import io.memshare.acceptance.shop.Accounts;
import io.memshare.acceptance.shop.Colour;
import io.memshare.acceptance.shop.Hierarchies;
import io.memshare.acceptance.shop.Records;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.security.auth.x500.X500Principal;
import org.springframework.ldap.core.DirContextAdapter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.RememberMeAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.jaas.JaasGrantedAuthority;
import org.springframework.security.authentication.ott.OneTimeTokenAuthentication;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.ldap.userdetails.LdapUserDetailsImpl;
import org.springframework.security.ldap.userdetails.Person;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedGrantedAuthoritiesWebAuthenticationDetails;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutableAuthenticationExtensionsClientInput;
import org.springframework.security.web.webauthn.api.ImmutableAuthenticationExtensionsClientInputs;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialDescriptor;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialParameters;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthentication;

/** Logins by form, remember me, passkeys and the like, and what Spring Security keeps besides. */
final class LoginKinds {

    static final List<GrantedAuthority> ROLES = AuthorityUtils.createAuthorityList("ROLE_USER", "ROLE_ADMIN");

    private LoginKinds() {}

    static void addTo(Kinds kinds) {
        principals(kinds);
        tokens(kinds);
        details(kinds);
        passkeys(kinds);
        requests(kinds);
    }

    static void login(Kinds kinds, String name, Supplier<Authentication> authentication) {
        kinds.add("login: " + name, () -> new SecurityContextImpl(authentication.get()));
    }

    private static void principals(Kinds kinds) {
        kinds.add("login: empty context", SecurityContextImpl::new);
        principal(kinds, "User", () -> new User("a", "{noop}b", ROLES));
        principal(kinds, "User, disabled", () -> new User("a", "b", false, false, false, false, List.of()));
        principal(kinds, "User, erased", () -> {
            User user = new User("a", "b", ROLES);
            user.eraseCredentials();
            return user;
        });
        principal(kinds, "String", () -> "a");
        principal(kinds, "Long", () -> 5L);
        principal(kinds, "Integer", () -> 5);
        principal(kinds, "UUID", () -> UUID.fromString("3f2504e0-4f89-11d3-9a0c-0305e82c3301"));
        principal(kinds, "record", () -> new Records.Point(1, 2));
        principal(kinds, "named record", () -> new Accounts.Named("a", 5));
        principal(kinds, "enum", () -> Colour.RED);
        principal(kinds, "subclass of User", () -> new Accounts.ShopUser(5L, "a", ROLES));
        principal(
                kinds,
                "UserDetails of an entity",
                () -> new Accounts.EntityUser(
                        new Hierarchies.Customer(5L, "a", "b"),
                        new ArrayList<>(List.of(Accounts.Permission.BUY, Accounts.Permission.SELL))));
        principal(kinds, "UserDetails that is a record", () -> new Accounts.RecordUser("a", "b", 5L));
        principal(kinds, "LdapUserDetailsImpl", () -> {
            LdapUserDetailsImpl.Essence essence = new LdapUserDetailsImpl.Essence();
            essence.setDn("uid=a,ou=people");
            essence.setUsername("a");
            essence.setAuthorities(ROLES);
            return essence.createUserDetails();
        });
        principal(kinds, "Person of LDAP", () -> {
            DirContextAdapter context = new DirContextAdapter("cn=a,ou=people");
            context.setAttributeValue("cn", "a");
            context.setAttributeValue("sn", "b");
            Person.Essence essence = new Person.Essence(context);
            essence.setUsername("a");
            essence.setAuthorities(ROLES);
            return essence.createUserDetails();
        });
    }

    private static void principal(Kinds kinds, String name, Supplier<Object> principal) {
        login(
                kinds,
                "principal " + name,
                () -> UsernamePasswordAuthenticationToken.authenticated(principal.get(), null, ROLES));
    }

    private static void tokens(Kinds kinds) {
        login(kinds, "remember me", () -> new RememberMeAuthenticationToken("key", new User("a", "b", ROLES), ROLES));
        login(kinds, "anonymous", () -> new AnonymousAuthenticationToken("key", "a", ROLES));
        login(kinds, "pre-authenticated", () -> new PreAuthenticatedAuthenticationToken("a", "N/A", ROLES));
        login(
                kinds,
                "pre-authenticated, own user",
                () -> new PreAuthenticatedAuthenticationToken(new Accounts.ShopUser(5L, "a", ROLES), "N/A", ROLES));
        login(kinds, "testing", () -> new TestingAuthenticationToken("a", "b", "ROLE_USER"));
        login(kinds, "one-time token", () -> new OneTimeTokenAuthentication(new User("a", "b", ROLES), ROLES));
        login(kinds, "the application's own", () -> new Accounts.ApiKey("x"));
        login(kinds, "unauthenticated", () -> UsernamePasswordAuthenticationToken.unauthenticated("a", "b"));
        login(
                kinds,
                "credentials kept",
                () -> UsernamePasswordAuthenticationToken.authenticated("a", new char[] {'b'}, ROLES));
        login(
                kinds,
                "authorities of an enum",
                () -> UsernamePasswordAuthenticationToken.authenticated(
                        "a", null, List.of(Accounts.Permission.values())));
        login(
                kinds,
                "authorities of a record",
                () -> UsernamePasswordAuthenticationToken.authenticated(
                        "a", null, List.of(new Accounts.Role("USER", 5))));
        login(kinds, "second factor", () -> UsernamePasswordAuthenticationToken.authenticated("a", null, factors()));
        login(
                kinds,
                "switched user",
                () -> UsernamePasswordAuthenticationToken.authenticated(
                        "a", null, List.of(new SwitchUserGrantedAuthority("ROLE_PREVIOUS", anyone()))));
        login(
                kinds,
                "authority of JAAS",
                () -> UsernamePasswordAuthenticationToken.authenticated(
                        "a", null, List.of(new JaasGrantedAuthority("ROLE_USER", new X500Principal("CN=a")))));
    }

    private static Collection<GrantedAuthority> factors() {
        return List.of(
                new SimpleGrantedAuthority("ROLE_USER"),
                FactorGrantedAuthority.withFactor("PASSWORD")
                        .issuedAt(Instant.EPOCH)
                        .build());
    }

    private static UsernamePasswordAuthenticationToken anyone() {
        return UsernamePasswordAuthenticationToken.authenticated(new User("b", "c", ROLES), null, ROLES);
    }

    private static void details(Kinds kinds) {
        detailed(kinds, "details of the web", () -> new WebAuthenticationDetails("127.0.0.1", "session"));
        detailed(kinds, "details of the web without a session", () -> new WebAuthenticationDetails("127.0.0.1", null));
        detailed(
                kinds,
                "details of pre-authentication",
                () -> new PreAuthenticatedGrantedAuthoritiesWebAuthenticationDetails(
                        new MockHttpServletRequest(), ROLES));
        detailed(kinds, "details of the application", () -> new Accounts.LoginDetails("x", 5));
        detailed(kinds, "details in a map", () -> new HashMap<>(Map.of("tenant", 5L)));
        detailed(kinds, "details Long", () -> 5L);
        kinds.add("login: authentication without a context", LoginKinds::anyone);
        kinds.add("login: User without a context", () -> new User("a", "b", ROLES));
        kinds.add("login: subclass of User without a context", () -> new Accounts.ShopUser(5L, "a", ROLES));
        kinds.add("login: list of authorities", () -> ROLES);
    }

    private static void detailed(Kinds kinds, String name, Supplier<Object> details) {
        login(kinds, name, () -> {
            UsernamePasswordAuthenticationToken token = anyone();
            token.setDetails(details.get());
            return token;
        });
    }

    private static void passkeys(Kinds kinds) {
        login(kinds, "passkey", () -> new WebAuthnAuthentication(passkeyUser(), ROLES));
        kinds.add(
                "passkey: creation options",
                () -> PublicKeyCredentialCreationOptions.builder()
                        .rp(PublicKeyCredentialRpEntity.builder()
                                .id("shop.example")
                                .name("Shop")
                                .build())
                        .user(passkeyUser())
                        .challenge(Bytes.fromBase64("AQID"))
                        .pubKeyCredParams(PublicKeyCredentialParameters.ES256, PublicKeyCredentialParameters.RS256)
                        .timeout(Duration.ofMinutes(5))
                        .extensions(extensions())
                        .build());
        kinds.add(
                "passkey: request options",
                () -> PublicKeyCredentialRequestOptions.builder()
                        .challenge(Bytes.fromBase64("AQID"))
                        .rpId("shop.example")
                        .timeout(Duration.ofMinutes(5))
                        .allowCredentials(List.of(PublicKeyCredentialDescriptor.builder()
                                .id(Bytes.fromBase64("BAU="))
                                .build()))
                        .userVerification(UserVerificationRequirement.PREFERRED)
                        .extensions(extensions())
                        .build());
    }

    private static ImmutableAuthenticationExtensionsClientInputs extensions() {
        return new ImmutableAuthenticationExtensionsClientInputs(
                List.of(new ImmutableAuthenticationExtensionsClientInput<>("credProps", true)));
    }

    private static PublicKeyCredentialUserEntity passkeyUser() {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .name("a")
                .displayName("A")
                .id(Bytes.fromBase64("AQ=="))
                .build();
    }

    private static void requests(Kinds kinds) {
        kinds.add("csrf token", () -> new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "3f2504e0"));
        kinds.add("saved request", () -> new DefaultSavedRequest(request("GET"), "continue"));
        kinds.add("saved request, posted", () -> new DefaultSavedRequest(request("POST"), null));
        kinds.add("saved request, simple", () -> new SimpleSavedRequest("/orders"));
    }

    private static MockHttpServletRequest request(String method) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/orders");
        request.setServletPath("/orders");
        request.setQueryString("page=2&tag=a&tag=b");
        request.addParameter("page", "2");
        request.addParameter("tag", "a", "b");
        request.addHeader("Accept", "text/html");
        request.addHeader("If-Modified-Since", 0L);
        request.setCookies(new Cookie("theme", "dark"));
        request.setPreferredLocales(List.of(Locale.GERMANY, Locale.forLanguageTag("zh-Hant")));
        return request;
    }
}
