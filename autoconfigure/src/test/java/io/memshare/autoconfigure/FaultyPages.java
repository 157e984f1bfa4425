package io.memshare.autoconfigure;

import io.memshare.testkit.MemcachedServer;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Pages with a session that cannot be found or saved. */
@RestController
class FaultyPages {

    private final MemcachedServer memcached;

    FaultyPages(MemcachedServer memcached) {
        this.memcached = memcached;
    }

    /** Returns a value of a type that is never allowed. */
    static Object refusedValue() {
        return new ProcessBuilder("secret");
    }

    @GetMapping("/set")
    String set(HttpSession session, @RequestParam String name, @RequestParam String value) {
        session.setAttribute(name, value);
        return "set";
    }

    @GetMapping("/get")
    String get(HttpSession session, @RequestParam String name) {
        Object value = session.getAttribute(name);
        return value == null ? "none" : value.toString();
    }

    @GetMapping("/freeze")
    ResponseEntity<String> freeze(HttpSession session) {
        session.setAttribute("changed", "yes");
        memcached.freeze();
        return ResponseEntity.ok().header("X-Body", "1").contentLength(5).body("12345");
    }

    @GetMapping("/half-a-page")
    void halfAPage(HttpSession session, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setContentLength(5000);
        response.setHeader("ETag", "\"1\"");
        response.getWriter().write("half a page");
        session.setAttribute("changed", "yes");
        memcached.freeze();
    }

    @GetMapping("/refused")
    ResponseEntity<String> refused(HttpSession session) {
        session.setAttribute("good", "yes");
        session.setAttribute("bad", refusedValue());
        return ResponseEntity.ok().header("X-Page", "1").contentLength(5).body("12345");
    }

    @GetMapping("/large")
    ResponseEntity<String> large(HttpSession session) {
        session.setAttribute("good", "yes");
        session.setAttribute("bad", new byte[2_000_000]);
        return ResponseEntity.ok().header("X-Page", "1").contentLength(5).body("12345");
    }

    /** In the asynchronous dispatch. */
    @GetMapping("/refused-late")
    CompletableFuture<ResponseEntity<String>> refusedLate(HttpSession session) {
        return CompletableFuture.supplyAsync(() -> refused(session));
    }
}
