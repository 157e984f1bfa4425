package io.memshare.benchmarks.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;

/**
 * Spring Security's filter chain, with what it has by itself, in front of the pages that need a login and of no others.
 * A request without a login is answered with 401 and not redirected, so that it counts as failed.
 */
@Configuration(proxyBeanMethods = false)
class LoginConfiguration {

    @Bean
    DelegatingFilterProxyRegistrationBean loginFilters() {
        DelegatingFilterProxyRegistrationBean filters =
                new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
        filters.addUrlPatterns("/user/*", "/oidc/*");
        filters.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER);
        return filters;
    }

    @Bean
    SecurityFilterChain loginPages(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/oidc/login")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginProcessingUrl("/user/login").successHandler(LoginConfiguration::fill))
                .csrf(csrf -> csrf.ignoringRequestMatchers("/user/login"))
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
                .build();
    }

    @Bean
    UserDetailsService shopUsers() {
        return ShopUser::named;
    }

    private static void fill(HttpServletRequest request, HttpServletResponse response, Authentication login)
            throws IOException {
        RealisticSession.fillShop(request.getSession());
        response.getWriter().print("filled\n");
    }
}
