package io.memshare.autoconfigure;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Pages that read, change, renew and end a session. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration"
        })
@RestController
class StampedPages {

    @GetMapping("/set")
    String set(HttpSession session, @RequestParam String name, @RequestParam String value) {
        session.setAttribute(name, value);
        return value;
    }

    /** Changes the session more than once, and the answer is under way before the request ends. */
    @GetMapping("/flush")
    void flush(HttpSession session, HttpServletResponse response) throws IOException {
        session.setAttribute("first", "1");
        session.setAttribute("second", "2");
        response.getWriter().write("flushed");
        response.flushBuffer();
    }

    @GetMapping("/get")
    String get(HttpServletRequest request, @RequestParam String name) {
        HttpSession session = request.getSession(false);
        return session == null ? "no session" : String.valueOf(session.getAttribute(name));
    }

    @GetMapping("/renew")
    String renew(HttpServletRequest request) {
        request.getSession();
        request.changeSessionId();
        return "renewed";
    }

    @GetMapping("/out")
    String out(HttpServletRequest request) {
        request.getSession().invalidate();
        return "out";
    }
}
