package io.memshare.benchmarks.pages;

import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;

/** What the session of somebody who has logged in to a shop may hold: a security context and twenty attributes. */
final class RealisticSession {

    /** The attribute that is read. */
    static final String READ = "profile.name";
    /** The attribute that is written. */
    static final String WRITTEN = "last.search";

    private RealisticSession() {}

    static void fill(HttpSession session) {
        List<GrantedAuthority> authorities =
                AuthorityUtils.createAuthorityList("ROLE_USER", "ROLE_EDITOR", "SCOPE_read", "SCOPE_write");
        User user = new User("somebody", "{bcrypt}$2a$10$0123456789012345678901", authorities);
        session.setAttribute(
                "SPRING_SECURITY_CONTEXT",
                new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(user, null, authorities)));
        fillShop(session);
    }

    /** Sets what the shop keeps beside the security context. */
    static void fillShop(HttpSession session) {
        session.setAttribute(READ, "Somebody Or Other");
        session.setAttribute(WRITTEN, "running shoes");
        session.setAttribute("profile.mail", "somebody@shop.example");
        session.setAttribute("profile.language", "en");
        session.setAttribute("profile.currency", "EUR");
        session.setAttribute("profile.zone", "Europe/Berlin");
        session.setAttribute("profile.points", 4711);
        session.setAttribute("login.time", 1_790_000_000_000L);
        session.setAttribute("login.failures", 0);
        session.setAttribute("cart.first", new CartItem("shoes", 1, 8_990));
        session.setAttribute("cart.second", new CartItem("socks", 3, 590));
        session.setAttribute("cart.coupon", "SUMMER");
        session.setAttribute("cart.changed", 1_790_000_100_000L);
        session.setAttribute("seen", new ArrayList<>(List.of(1001, 1002, 1003, 1005, 1008, 1013, 1021)));
        session.setAttribute("filters", new HashMap<>(Map.of("size", "42", "colour", "blue", "brand", "any")));
        session.setAttribute("theme", "dark");
        session.setAttribute("experiment", "b");
        session.setAttribute("consent", true);
        session.setAttribute("csrf.token", "0f8fad5b-d9cb-469f-a165-70867728950e");
        session.setAttribute("return.to", "/shop/category/shoes?page=3&sort=price");
    }
}
