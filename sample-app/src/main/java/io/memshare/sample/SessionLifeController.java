package io.memshare.sample;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Ends the session of the request, or changes its id. */
@RestController
@RequestMapping("/session")
final class SessionLifeController {

    /** Invalidates the session, if there is one. */
    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(HttpServletRequest request, @RequestParam(defaultValue = "0") String delay)
            throws InterruptedException {
        Delay wait = Delay.parse(delay);
        HttpSession session = request.getSession(false);
        if (session != null) {
            wait.await();
            session.invalidate();
        }
    }

    /** Changes the id of the session, as a login does. */
    @PostMapping("/renew")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void renew(HttpServletRequest request) {
        if (request.getSession(false) == null) {
            throw new NoSessionException();
        }
        request.changeSessionId();
    }
}
