package io.memshare.benchmarks.pages;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The same pages without any session, as the least that they can cost. */
@RestController
@ConditionalOnProperty(name = "benchmark.session", havingValue = "false")
class PlainController {

    @GetMapping("/visit")
    String visit() {
        return "visits 1\n";
    }

    @GetMapping("/fill")
    String fill() {
        return "filled\n";
    }

    @GetMapping("/read")
    String read() {
        return "read Somebody Or Other\n";
    }

    @GetMapping("/write")
    String write() {
        return "written shoes 1\n";
    }
}
