package io.memshare.serializer.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.AttributeSerializer;
import jakarta.servlet.http.Cookie;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.RememberMeAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;

/** What Spring Security puts into a session. */
class SpringSecurityValueTests {

    private static final List<GrantedAuthority> AUTHORITIES =
            AuthorityUtils.createAuthorityList("ROLE_USER", "ROLE_ADMIN");

    private final AttributeSerializer json = FormSerializer.builder()
            .allowPackages(List.of(FormSerializerContract.SHOP))
            .build();
    private final AttributeSerializer jdk =
            FormSerializer.builder().serialization(Serialization.JDK).build();

    /** What a login form leaves. */
    static SecurityContextImpl loggedIn() {
        User user = new User("jane", "{noop}hash", AUTHORITIES);
        UsernamePasswordAuthenticationToken token =
                UsernamePasswordAuthenticationToken.authenticated(user, null, user.getAuthorities());
        token.setDetails(new WebAuthenticationDetails("10.0.0.1", "previous-session"));
        return new SecurityContextImpl(token);
    }

    static Stream<Object> values() {
        User user = new User("jane", "hash", false, true, false, true, AUTHORITIES);
        User erased = new User("jane", "hash", AUTHORITIES);
        erased.eraseCredentials();
        Authentication plain = UsernamePasswordAuthenticationToken.unauthenticated("jane", "password");
        FactorGrantedAuthority factor = FactorGrantedAuthority.withAuthority("FACTOR_PASSWORD")
                .issuedAt(Instant.parse("2026-01-02T03:04:05.123456789Z"))
                .build();
        return Stream.of(
                loggedIn(),
                new SecurityContextImpl(),
                user,
                erased,
                plain,
                UsernamePasswordAuthenticationToken.authenticated("jane", null, Set.of(factor)),
                new SimpleGrantedAuthority("ROLE_USER"),
                factor,
                new ArrayList<>(AUTHORITIES),
                new AnonymousAuthenticationToken("key", "anonymous", AUTHORITIES),
                new RememberMeAuthenticationToken("key", user, AUTHORITIES),
                new TestingAuthenticationToken("jane", "password", "ROLE_USER"),
                new SwitchUserGrantedAuthority("ROLE_PREVIOUS", plain),
                new WebAuthenticationDetails("10.0.0.1", "id"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void isTheSameAfterwards(Object value) {
        for (AttributeSerializer serializer : List.of(json, jdk)) {
            byte[] bytes = serializer.encode(value);
            Object decoded = serializer.decode(bytes);
            assertThat(decoded).isEqualTo(value).hasSameClassAs(value);
            assertThat(serializer.encode(decoded)).isEqualTo(bytes);
        }
    }

    @Test
    void theDetailsOfALoginAreAllThere() {
        SecurityContextImpl context = (SecurityContextImpl) json.decode(json.encode(loggedIn()));
        Authentication authentication = context.getAuthentication();
        assertThat(authentication).isNotNull();
        assertThat(authentication.isAuthenticated()).isTrue();
        assertThat(authentication.getDetails()).isEqualTo(new WebAuthenticationDetails("10.0.0.1", "previous-session"));
        User user = (User) authentication.getPrincipal();
        assertThat(user).isNotNull();
        assertThat(user.getPassword()).isEqualTo("{noop}hash");
        assertThat(user.isCredentialsNonExpired()).isTrue();
    }

    @Test
    void theTimeOfAFactorKeepsItsNanoseconds() {
        Instant issued = Instant.parse("2026-01-02T03:04:05.123456789Z");
        FactorGrantedAuthority factor = FactorGrantedAuthority.withAuthority("FACTOR_OTT")
                .issuedAt(issued)
                .build();
        SecurityContextImpl context = new SecurityContextImpl(
                UsernamePasswordAuthenticationToken.authenticated("jane", null, Set.of(factor)));

        SecurityContextImpl decoded = (SecurityContextImpl) json.decode(json.encode(context));

        assertThat(decoded.getAuthentication().getAuthorities())
                .singleElement()
                .extracting(authority -> ((FactorGrantedAuthority) authority).getIssuedAt())
                .isEqualTo(issued);
    }

    @Test
    void theSavedRequestIsTheSameAfterwards() {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/orders");
        request.setQueryString("page=2");
        request.addParameter("page", "2");
        request.addHeader("Accept", "text/html");
        request.setCookies(new Cookie("theme", "dark"));
        request.addPreferredLocale(Locale.GERMANY);
        DefaultSavedRequest saved = new DefaultSavedRequest(request, "continue");
        for (AttributeSerializer serializer : List.of(json, jdk)) {
            byte[] bytes = serializer.encode(saved);
            DefaultSavedRequest decoded = (DefaultSavedRequest) serializer.decode(bytes);

            assertThat(decoded.getRedirectUrl()).isEqualTo(saved.getRedirectUrl());
            assertThat(decoded.getHeaderValues("ACCEPT")).containsExactly("text/html");
            assertThat(decoded.getParameterValues("page")).containsExactly("2");
            assertThat(decoded.getLocales()).containsExactlyElementsOf(saved.getLocales());
            assertThat(decoded.getCookies())
                    .singleElement()
                    .extracting(Cookie::getValue)
                    .isEqualTo("dark");
            assertThat(serializer.encode(decoded)).isEqualTo(bytes);
        }
    }

    @Test
    void theCsrfTokenAndTheFailureOfALoginAreTheSameAfterwards() {
        for (AttributeSerializer serializer : List.of(json, jdk)) {
            DefaultCsrfToken token = (DefaultCsrfToken)
                    serializer.decode(serializer.encode(new DefaultCsrfToken("X-CSRF", "_csrf", "t")));
            assertThat(token.getToken()).isEqualTo("t");
            assertThat(token.getHeaderName()).isEqualTo("X-CSRF");
            BadCredentialsException failure = (BadCredentialsException)
                    serializer.decode(serializer.encode(new BadCredentialsException("Bad credentials")));
            assertThat(failure).hasMessage("Bad credentials");
        }
    }

    /** A principal of the application that Spring Security's modules read back as plain User. */
    public static class Customer extends User {
        private static final long serialVersionUID = 1L;
        private final long number;

        public Customer(String name, long number) {
            super(name, "hash", AUTHORITIES);
            this.number = number;
        }

        public long number() {
            return number;
        }
    }

    @ParameterizedTest
    @EnumSource(Serialization.class)
    void aSubclassOfUserKeepsItsFields(Serialization serialization) {
        AttributeSerializer allowed = FormSerializer.builder()
                .serialization(serialization)
                .allowTypes(List.of(Customer.class.getName()))
                .build();
        Customer customer = new Customer("jane", 5);
        SecurityContextImpl context = new SecurityContextImpl(
                UsernamePasswordAuthenticationToken.authenticated(customer, null, customer.getAuthorities()));
        SecurityContextImpl decoded = (SecurityContextImpl) allowed.decode(allowed.encode(context));
        assertThat(((Customer) decoded.getAuthentication().getPrincipal()).number())
                .isEqualTo(5);
        assertThatThrownBy(() -> json.encode(context))
                .isInstanceOf(AttributeSerializationException.class)
                .hasMessageContaining("SpringSecurityValueTests$Customer")
                .hasMessageContaining("memshare.session.allowed-types=");
    }

    @ParameterizedTest
    @ValueSource(classes = {Long.class, UUID.class, Principal.class})
    void aPrincipalOfAnyTypeIsKeptWhateverWasSeenBefore(Class<?> type) {
        AttributeSerializer allowed = FormSerializer.builder()
                .allowTypes(List.of(Principal.class.getName()))
                .build();
        Map<Class<?>, Object> principals = Map.of(
                Long.class,
                5L,
                UUID.class,
                new UUID(1, 2),
                Principal.class,
                new Principal(BigDecimal.TEN, 5L, 0.5, Double.NaN, Float.MIN_VALUE, Instant.MAX, List.of(2.50)));
        allowed.encode(loggedIn());
        Object principal = principals.get(type);
        Object decoded = allowed.decode(
                allowed.encode(UsernamePasswordAuthenticationToken.authenticated(principal, null, AUTHORITIES)));
        assertThat(((Authentication) decoded).getPrincipal()).isEqualTo(principal);
    }

    @Test
    void preAuthenticatedTokensAreKept() {
        Object token = new PreAuthenticatedAuthenticationToken("jane", "password", AUTHORITIES);
        assertThat(jdk.decode(jdk.encode(token))).isEqualTo(token);
        assertThat(json.decode(json.encode(token))).isEqualTo(token);
    }

    public record Principal(
            BigDecimal balance,
            Object number,
            Number fraction,
            Object nan,
            float small,
            Instant since,
            List<Object> objects)
            implements java.io.Serializable {}
}
