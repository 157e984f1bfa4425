package io.memshare.benchmarks.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The pages behind Spring Security's filter chain. */
@RestController
@ConditionalOnProperty(name = "benchmark.session", havingValue = "true", matchIfMissing = true)
class LoginController {

    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    /** Logs in as an identity provider would have it, without one. */
    @GetMapping("/oidc/login")
    String login(HttpServletRequest request, HttpServletResponse response) {
        contexts.saveContext(new SecurityContextImpl(OidcLogins.named("somebody")), request, response);
        RealisticSession.fillShop(request.getSession());
        return "filled\n";
    }

    @GetMapping("/oidc/read")
    String read(HttpSession session, @AuthenticationPrincipal OidcUser user) {
        return "read " + session.getAttribute(RealisticSession.READ) + " as " + user.getFullName() + " of "
                + user.getIssuer() + "\n";
    }

    @GetMapping("/user/read")
    String read(HttpSession session, @AuthenticationPrincipal ShopUser user) {
        return "read " + session.getAttribute(RealisticSession.READ) + " as " + user.getDisplayName() + ", "
                + user.getCustomerNumber() + "\n";
    }
}
