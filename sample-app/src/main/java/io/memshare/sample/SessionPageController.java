package io.memshare.sample;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The page of the tutorial: counts a visit and shows how many there were before. */
@RestController
@RequestMapping(path = "/session", produces = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8")
final class SessionPageController {

    @GetMapping
    String page(HttpServletRequest request) throws InterruptedException {
        return visit(request, "0");
    }

    @PostMapping("/visit")
    String visit(HttpServletRequest request, @RequestParam(defaultValue = "0") String delay)
            throws InterruptedException {
        Delay wait = Delay.parse(delay);
        HttpSession session = request.getSession();
        Integer visits = VisitCounter.of(session);
        wait.await();
        VisitCounter.set(session, visits == null ? 1 : visits + 1);
        return SessionPage.of(request, visits).text();
    }
}
