package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.testkit.Hang;
import io.memshare.testkit.MemcachedServer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A server with virtual threads: no request holds the thread that carries it while memshare waits for nodes. */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadTests {

    private static final String PINNED = "jdk.VirtualThreadPinned";

    @TempDir
    private Path work;

    private interface Load {
        void run() throws Exception;
    }

    /** Returns what was pinned, however short, while the load ran. */
    private List<RecordedEvent> pinned(Load load) throws Exception {
        Path file = work.resolve("pinned.jfr");
        try (Recording recording = new Recording()) {
            recording.enable(PINNED).withThreshold(Duration.ZERO).withStackTrace();
            recording.start();
            load.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file);
    }

    @Test
    void noRequestPinsItsThread() throws Exception {
        List<MemcachedServer> nodes =
                Stream.generate(MemcachedServer::start).limit(3).toList();
        String list =
                String.join(",", nodes.stream().map(MemcachedServer::address).toList());
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .run("--server.port=0", "--spring.threads.virtual.enabled=true", "--memshare.nodes=" + list)) {
            int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            // classes are loaded and initialized once, which pins the thread that does it
            visit(port);
            nodes.get(0).kill();
            visit(port);
            List<RecordedEvent> pinned = pinned(() -> {
                visit(port);
                nodes.get(1).kill();
                visit(port);
            });
            assertThat(pinned).as("pinned in a request").noneMatch(VirtualThreadTests::isOurs);
        } finally {
            nodes.forEach(MemcachedServer::close);
        }
    }

    private static boolean isOurs(RecordedEvent event) {
        return event.getStackTrace() != null
                && event.getStackTrace().getFrames().stream()
                        .map(frame -> frame.getMethod().getType().getName())
                        .anyMatch(type -> type.startsWith("io.memshare.")
                                || type.startsWith("net.rubyeye.")
                                || type.startsWith("com.google.code.yanf4j."));
    }

    /** Makes sixteen visitors each ask 20 times at the same time as the others, four of them with one session. */
    private static void visit(int port) throws Exception {
        String shared = cookie(Exchange.get(port, "/visit", null));
        ExecutorService visitors = Executors.newFixedThreadPool(16);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int visitor = 0; visitor < 16; visitor++) {
                String cookie = visitor < 4 ? shared : null;
                running.add(visitors.submit(() -> {
                    visitOften(port, cookie);
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            visitors.shutdownNow();
        }
    }

    private static void visitOften(int port, @Nullable String shared) throws IOException {
        String cookie = shared == null ? cookie(Exchange.get(port, "/visit", null)) : shared;
        for (int visit = 0; visit < 20; visit++) {
            Exchange.Answer answer = Exchange.get(port, "/visit", cookie);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).contains("virtual true");
        }
    }

    private static String cookie(Exchange.Answer answer) {
        return Objects.requireNonNull(answer.cookie());
    }

    /** Without this, the test above would pass where pinning is not recorded at all. */
    @Test
    void aThreadThatWaitsWhileAClassIsInitializedIsRecorded() throws Exception {
        List<RecordedEvent> pinned = pinned(() -> {
            Thread thread = startVirtual(Waiting::touch);
            thread.join(Hang.LIMIT.toMillis());
            assertThat(thread.isAlive()).isFalse();
        });
        assertThat(pinned).anyMatch(VirtualThreadTests::isOurs);
    }

    /** Starts a virtual thread, which the release that this is compiled for does not have. */
    private static Thread startVirtual(Runnable task) throws ReflectiveOperationException {
        return (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    }

    private static final class Waiting {

        static {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }

        static void touch() {}
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        ServletRegistrationBean<Visit> visit() {
            return new ServletRegistrationBean<>(new Visit(), "/visit");
        }
    }

    /** Counts, and tells whether its thread is virtual. */
    static final class Visit extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            HttpSession session = request.getSession();
            session.setAttribute("time", System.nanoTime());
            response.getWriter().print("virtual " + isVirtual());
        }

        private static boolean isVirtual() throws IOException {
            try {
                return (boolean) Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
            } catch (ReflectiveOperationException failure) {
                throw new IOException(failure);
            }
        }
    }
}
