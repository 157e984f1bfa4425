package io.memshare.acceptance.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.annotation.RegisteredOAuth2AuthorizedClient;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.SessionAttribute;
import org.springframework.web.multipart.MultipartFile;

/** Pages that need no view. */
@RestController
class Pages {

    private final Clicks clicks;
    private final Basket basket;

    Pages(Clicks clicks, Basket basket) {
        this.clicks = clicks;
        this.basket = basket;
    }

    @GetMapping("/me")
    String me(Authentication user) {
        if (user == null) {
            return "nobody";
        } else if (user.getPrincipal() instanceof Customer customer) {
            return customer.getUsername() + " " + customer.displayName();
        } else if (user.getPrincipal() instanceof OidcUser oidc) {
            return oidc.getSubject() + " of " + oidc.getIssuer() + ", authorities "
                    + oidc.getAuthorities().size();
        }
        return user.getPrincipal().getClass().getSimpleName() + " " + user.getPrincipal();
    }

    /** Tells why the last login failed. */
    @GetMapping("/why")
    String why(@SessionAttribute(WebAttributes.AUTHENTICATION_EXCEPTION) AuthenticationException reason) {
        return reason instanceof MembershipLapsedException lapsed
                ? "membership lapsed in " + lapsed.year()
                : reason.getMessage();
    }

    @GetMapping("/my/page")
    String mine(HttpServletRequest request, @RequestParam String tag) {
        return "page " + tag + " " + request.getHeader("Accept-Language");
    }

    @GetMapping("/my/token")
    String token(@RegisteredOAuth2AuthorizedClient("idp") OAuth2AuthorizedClient client) {
        return client.getPrincipalName() + " " + client.getClientRegistration().getClientId() + " "
                + client.getAccessToken().getTokenType().getValue();
    }

    @GetMapping("/csrf")
    String csrf(CsrfToken token) {
        return token.getToken();
    }

    @GetMapping("/click")
    int click() {
        return clicks.click();
    }

    @PostMapping("/basket")
    List<String> basket(@RequestParam String article) {
        return List.copyOf(basket.add(article));
    }

    @GetMapping("/set/{name}")
    String set(HttpSession session, @PathVariable String name, @RequestParam String value) {
        session.setAttribute(name, value);
        return value;
    }

    @GetMapping("/get/{name}")
    String get(HttpSession session, @PathVariable String name) {
        return String.valueOf(session.getAttribute(name));
    }

    @GetMapping("/names")
    List<String> names(HttpSession session) {
        List<String> names = Collections.list(session.getAttributeNames());
        names.removeIf(name -> session.getAttribute(name) != null);
        return names;
    }

    /** Changes a list where it lies, as many applications do. */
    @GetMapping("/append")
    @SuppressWarnings("unchecked")
    int append(HttpSession session) {
        List<String> list = (List<String>) session.getAttribute("list");
        if (list == null) {
            session.setAttribute("list", new ArrayList<>(List.of("first")));
            return 1;
        }
        list.add("next");
        return list.size();
    }

    @PostMapping("/upload")
    String upload(HttpSession session, @RequestParam MultipartFile file) {
        session.setAttribute("uploaded", file.getOriginalFilename() + " " + file.getSize());
        return "ok";
    }

    @GetMapping("/fail")
    String fail(HttpSession session) {
        session.setAttribute("before", "the failure");
        throw new IllegalStateException("the page fails");
    }

    @GetMapping("/unstorable")
    String unstorable(HttpSession session) {
        session.setAttribute("storable", "x");
        session.setAttribute("unstorable", new ArrayList<>(List.of(Thread.currentThread())));
        return "not to be seen";
    }

    @GetMapping("/renew")
    String renew(HttpServletRequest request, HttpSession session) {
        session.setAttribute("renewed", "x");
        request.changeSessionId();
        return "ok";
    }
}
