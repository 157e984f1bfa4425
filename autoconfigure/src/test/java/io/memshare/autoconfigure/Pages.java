package io.memshare.autoconfigure;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * One page for each way in which a handler may answer. With {@code lose=now} the handler loses the store, with {@code
 * lose=later} the other thread does when the thread of the request has gone.
 */
@RestController
class Pages {

    private final FailingSessionRepository store;

    Pages(FailingSessionRepository store) {
        this.store = store;
    }

    @GetMapping("/plain")
    String plain(HttpSession session, @RequestParam @Nullable String lose) {
        change(session, lose);
        return "plain";
    }

    /** The result is there before the thread of the request has gone. */
    @GetMapping("/deferred-at-once")
    DeferredResult<String> deferredAtOnce(HttpSession session, @RequestParam @Nullable String lose) {
        change(session, lose);
        DeferredResult<String> result = new DeferredResult<>();
        result.setResult("deferred");
        return result;
    }

    @GetMapping("/deferred")
    DeferredResult<String> deferred(
            HttpServletRequest request, HttpSession session, @RequestParam @Nullable String lose) {
        change(session, lose);
        DeferredResult<String> result = new DeferredResult<>();
        Departure.of(request).thenRunAsync(() -> {
            loseLater(lose);
            result.setResult("deferred");
        });
        return result;
    }

    @GetMapping("/stream")
    StreamingResponseBody stream(HttpServletRequest request, HttpSession session, @RequestParam @Nullable String lose) {
        change(session, lose);
        CompletableFuture<Void> gone = Departure.of(request);
        return out -> {
            gone.join();
            loseLater(lose);
            out.write("stream".getBytes(StandardCharsets.UTF_8));
        };
    }

    @GetMapping("/committed")
    void committed(HttpSession session, HttpServletResponse response) throws IOException {
        response.getOutputStream().write("committed".getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
        change(session, "now");
    }

    private void change(HttpSession session, @Nullable String lose) {
        session.setAttribute("changed", "yes");
        if ("now".equals(lose)) {
            store.lose();
        }
    }

    private void loseLater(@Nullable String lose) {
        if ("later".equals(lose)) {
            store.lose();
        }
    }
}
