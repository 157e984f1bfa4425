package io.memshare.autoconfigure;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An application with Spring Security's form login, and pages that show and disturb the login. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableWebSecurity
@RestController
class LoginPages {

    private static final String CONTEXT = "SPRING_SECURITY_CONTEXT";

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .formLogin(Customizer.withDefaults())
                .build();
    }

    /** As cheap as can be: with the usual strength, hundreds of logins mostly compute hashes. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder(4);
    }

    @Bean
    UserDetailsService users(PasswordEncoder encoder) {
        String secret = encoder.encode("secret");
        return new InMemoryUserDetailsManager(
                User.withUsername("victim").password(secret).build(),
                User.withUsername("attacker").password(secret).build());
    }

    @Bean
    BodyReads bodyReads() {
        return new BodyReads();
    }

    /** Makes a session, as a login form does. */
    @GetMapping("/token")
    String token(HttpServletRequest request) {
        request.getSession();
        return ((CsrfToken) request.getAttribute(CsrfToken.class.getName())).getToken();
    }

    @GetMapping("/who")
    String who(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? "no session" : user(session);
    }

    @GetMapping("/renew")
    String renew(HttpServletRequest request) {
        request.getSession();
        return request.changeSessionId();
    }

    @GetMapping("/out")
    String out(HttpServletRequest request) {
        request.getSession().invalidate();
        return "out";
    }

    /** Reads the session, works for a while, writes a login into it, and looks again after it was saved. */
    @GetMapping("/late")
    void late(HttpSession session, HttpServletResponse response, @RequestParam long millis)
            throws IOException, InterruptedException {
        user(session);
        TimeUnit.MILLISECONDS.sleep(millis);
        session.setAttribute("note", "late");
        response.getWriter().write("late: ");
        response.flushBuffer();
        response.getWriter().write(user(session));
        session.setAttribute(
                CONTEXT,
                new SecurityContextImpl(
                        UsernamePasswordAuthenticationToken.authenticated("attacker", null, List.of())));
    }

    private static String user(HttpSession session) {
        @Nullable SecurityContext context = (SecurityContext) session.getAttribute(CONTEXT);
        return context == null ? "nobody" : context.getAuthentication().getName();
    }
}
