package io.memshare.acceptance.site;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.web.SecurityFilterChain;

/** Who gets in, and how. */
@Configuration(proxyBeanMethods = false)
class Access {

    @Bean
    SecurityFilterChain chain(HttpSecurity http, UserDetailsService customers) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/my/**")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .formLogin(form -> form.defaultSuccessUrl("/me"))
                .oauth2Login(login -> login.defaultSuccessUrl("/me"))
                .oauth2Client(client -> {})
                .rememberMe(remember -> remember.key("remember").userDetailsService(customers))
                .logout(logout -> logout.logoutSuccessUrl("/me"))
                .authenticationProvider(new ByNumber())
                .authenticationProvider(new DaoAuthenticationProvider(customers))
                .build();
    }

    @Bean
    OAuth2AuthorizedClientRepository authorizedClients() {
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    @Bean
    UserDetailsService customers() {
        return Access::customer;
    }

    private static UserDetails customer(String name) {
        return switch (name) {
            case "alice" -> new Customer(1L, name, true, true);
            case "locked" -> new Customer(2L, name, true, false);
            case "disabled" -> new Customer(3L, name, false, true);
            default -> throw new UsernameNotFoundException(name);
        };
    }

    /** Knows customers by their number, which is the principal, and some that fail in their own way. */
    private static final class ByNumber implements AuthenticationProvider {

        @Override
        public Authentication authenticate(Authentication authentication) throws AuthenticationException {
            return switch (authentication.getName()) {
                case "lapsed" -> throw new MembershipLapsedException(2025, new IllegalStateException("unpaid"));
                case "unstorable" -> throw new MembershipLapsedException(2024, new UnstorableException());
                case "5" -> UsernamePasswordAuthenticationToken.authenticated(5L, null, roles());
                default -> null;
            };
        }

        private static List<org.springframework.security.core.GrantedAuthority> roles() {
            return AuthorityUtils.createAuthorityList("ROLE_USER");
        }

        @Override
        public boolean supports(Class<?> type) {
            return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
        }
    }
}
