package io.memshare.acceptance.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Pages that are answered by other threads. */
@RestController
class Later {

    private final ConcurrentMap<String, DeferredResult<String>> waiting = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "later");
        thread.setDaemon(true);
        return thread;
    });

    @GetMapping("/later")
    Callable<String> later(HttpSession session) {
        session.setAttribute("before", "x");
        return () -> {
            session.setAttribute("after", "y");
            return "answered by " + Thread.currentThread().getName().replaceAll("[0-9-]", "");
        };
    }

    /** Waits until it is released; what it answers is asked for in the dispatch that follows. */
    @GetMapping("/wait")
    DeferredResult<String> waitFor(HttpServletRequest request, @RequestParam String name) {
        DeferredResult<String> result = new DeferredResult<>(30_000L);
        request.getSession();
        waiting.put(name, result);
        return result;
    }

    @GetMapping("/waiting")
    boolean isWaiting(@RequestParam String name) {
        return waiting.containsKey(name);
    }

    @GetMapping("/release")
    String release(@RequestParam String name) {
        waiting.remove(name).setResult("released");
        return "ok";
    }

    /** Sends from another thread while the request that asked for it ends. */
    @GetMapping("/events")
    SseEmitter events(HttpSession session, @RequestParam int count) {
        SseEmitter emitter = new SseEmitter(30_000L);
        session.setAttribute("listening", count);
        threads.execute(() -> send(emitter, count));
        session.setAttribute("listening", count + 1);
        return emitter;
    }

    private static void send(SseEmitter emitter, int count) {
        try {
            for (int i = 0; i < count; i++) {
                emitter.send("event " + i);
            }
            emitter.complete();
        } catch (IOException | IllegalStateException ex) {
            emitter.completeWithError(ex);
        }
    }
}
