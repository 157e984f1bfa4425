package io.memshare.benchmarks.pages;

import jakarta.servlet.http.HttpSession;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The pages with a session. */
@RestController
@ConditionalOnProperty(name = "benchmark.session", havingValue = "true", matchIfMissing = true)
class PagesController {

    private final AtomicLong searches = new AtomicLong();

    /** Counts visits, as the page of the tutorial does. */
    @GetMapping("/visit")
    String visit(HttpSession session) {
        Integer before = (Integer) session.getAttribute("visits");
        int visits = before == null ? 1 : before + 1;
        session.setAttribute("visits", visits);
        return "visits " + visits + "\n";
    }

    @GetMapping("/fill")
    String fill(HttpSession session) {
        RealisticSession.fill(session);
        return "filled\n";
    }

    @GetMapping("/read")
    String read(HttpSession session) {
        return "read " + session.getAttribute(RealisticSession.READ) + "\n";
    }

    /** Sets one attribute to another value each time. */
    @GetMapping("/write")
    String write(HttpSession session) {
        String search = "shoes " + searches.incrementAndGet();
        session.setAttribute(RealisticSession.WRITTEN, search);
        return "written " + search + "\n";
    }

    @GetMapping("/written")
    String written(HttpSession session) {
        return "written " + session.getAttribute(RealisticSession.WRITTEN) + "\n";
    }

    /** Makes a session of a given size; the first attribute is the one that {@code /read} and {@code /write} use. */
    @GetMapping("/size")
    String size(HttpSession session, @RequestParam int attributes, @RequestParam int bytes) {
        session.setAttribute(RealisticSession.READ, "x".repeat(bytes));
        for (int i = 1; i < attributes; i++) {
            session.setAttribute("attribute." + i, "x".repeat(bytes));
        }
        return "filled\n";
    }
}
