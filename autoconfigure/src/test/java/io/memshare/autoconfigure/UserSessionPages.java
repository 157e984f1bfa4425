package io.memshare.autoconfigure;

import io.memshare.session.MemshareSessions;
import io.memshare.session.SessionDescription;
import io.memshare.session.SessionPage;
import io.memshare.session.UserSession;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The pages of {@code docs/user-sessions.md}, behind Spring Security's form login. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableWebSecurity
@RestController
class UserSessionPages extends LoginPages {

    private final MemshareSessions sessions;

    UserSessionPages(MemshareSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .formLogin(Customizer.withDefaults())
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    @GetMapping("/my-sessions")
    List<UserSession> mySessions(Principal user) {
        return sessions.of(user.getName());
    }

    @GetMapping("/logged-in")
    int loggedIn() {
        int found = 0;
        String cursor = null;
        do {
            SessionPage page = sessions.scan(cursor, 1000);
            found += (int) page.sessions().stream()
                    .filter(session -> session.principal() != null)
                    .count();
            cursor = page.next();
        } while (cursor != null);
        return found;
    }

    @PostMapping("/end-one")
    boolean endOne(Principal user, @RequestParam String handle) {
        return sessions.end(user.getName(), handle);
    }

    @PostMapping("/end-others")
    int endOthers(HttpSession session) {
        return sessions.endOthers(session.getId());
    }

    @PostMapping("/password-changed")
    int passwordChanged(Principal user) {
        return sessions.end(user.getName());
    }

    /** On its own, because the pages need the sessions. */
    @Configuration(proxyBeanMethods = false)
    static class Descriptions {

        @Bean
        SessionDescription sessionDescription() {
            return request -> Map.of(
                    "device", Objects.requireNonNullElse(request.getHeader("User-Agent"), "unknown"),
                    "address", request.getRemoteAddr());
        }
    }
}
