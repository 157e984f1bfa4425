package io.memshare.sample.security;

import io.memshare.session.MemshareSessions;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.time.Clock;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The page "my sessions", and its buttons. */
@Controller
class MySessionsController {

    private final MemshareSessions sessions;

    MySessionsController(MemshareSessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    @ResponseBody
    String page(Principal user, CsrfToken token) {
        return new MySessionsPage(sessions.of(user.getName()), token, Clock.systemUTC()).html();
    }

    /** Ends a session of the user; a handle of another user's session does nothing. */
    @PostMapping("/end")
    String end(Principal user, @RequestParam String handle) {
        sessions.end(user.getName(), handle);
        return "redirect:/";
    }

    @PostMapping("/end-others")
    String endOthers(HttpSession session) {
        sessions.endOthers(session.getId());
        return "redirect:/";
    }
}
