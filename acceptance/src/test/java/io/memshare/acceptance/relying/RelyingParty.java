package io.memshare.acceptance.relying;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Spring Security's reference configuration of back-channel logout, and a page that shows the login. */
@SpringBootConfiguration
@EnableAutoConfiguration
@RestController
public class RelyingParty {

    @Bean
    SecurityFilterChain chain(HttpSecurity http) {
        http.oauth2Login(login -> login.defaultSuccessUrl("/me"))
                .oidcLogout(logout -> logout.backChannel(backChannel -> {}));
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** The user, and the session at the identity provider. */
    @GetMapping("/me")
    String me(@AuthenticationPrincipal OidcUser user) {
        return user == null ? "nobody" : user.getName() + " " + user.getClaimAsString("sid");
    }
}
