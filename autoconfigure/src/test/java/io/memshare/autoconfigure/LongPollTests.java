package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.Memshare;
import io.memshare.MemshareSettings;
import io.memshare.node.NodeAddress;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.session.MemshareSession;
import io.memshare.session.MemshareSessionRepository;
import io.memshare.testkit.MemcachedServer;
import io.memshare.testkit.MemcachedServers;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A request that waits, while another server ends or changes the session that it has found. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        classes = LongPollTests.Application.class,
        properties = "server.shutdown=immediate") // requests that nobody dispatches would be waited for
@DirtiesContext
class LongPollTests {

    @RegisterExtension
    private static final MemcachedServers PROCESSES = new MemcachedServers();

    private static final MemcachedServer MEMCACHED = PROCESSES.start();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Memshare ANOTHER_SERVER =
            Memshare.open(MemshareSettings.of(List.of(NodeAddress.parse(MEMCACHED.address()))));

    private final HttpClient client = HttpClient.newHttpClient();

    @Autowired
    private Poll poll;

    @Autowired
    private AttributeSerializer serializer;

    @LocalServerPort
    private int port;

    private MemshareSessionRepository elsewhere;
    private String id = "";

    @DynamicPropertySource
    static void nodes(DynamicPropertyRegistry registry) {
        registry.add("memshare.nodes", MEMCACHED::address);
    }

    @AfterAll
    static void stop() {
        ANOTHER_SERVER.close();
    }

    @BeforeEach
    void logIn() {
        elsewhere = new MemshareSessionRepository(ANOTHER_SERVER, serializer);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            MemshareSession session = elsewhere.createSession();
            session.setAttribute("name", "old");
            elsewhere.save(session);
            id = session.getId();
            return true;
        });
        await().atMost(PATIENCE).until(() -> !get(id).isDone() && poll.waiting.poll(1, TimeUnit.SECONDS) != null);
        poll.waiting.clear();
    }

    private CompletableFuture<String> get(@Nullable String sessionId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/poll"))
                .timeout(PATIENCE);
        if (sessionId != null) {
            request.header(
                    "Cookie",
                    "SESSION=" + Base64.getEncoder().encodeToString(sessionId.getBytes(StandardCharsets.UTF_8)));
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> response.statusCode() + " " + response.body());
    }

    private static AsyncContext taken(BlockingQueue<AsyncContext> queue) throws InterruptedException {
        AsyncContext context = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(context).isNotNull();
        return context;
    }

    @Test
    void findsNoSessionThatWasEndedMeanwhile() throws Exception {
        CompletableFuture<String> answer = get(id);
        AsyncContext waiting = taken(poll.waiting);
        elsewhere.deleteById(id);
        waiting.dispatch();
        assertThat(answer.join()).isEqualTo("200 no session");
    }

    @Test
    void seesWhatWasChangedMeanwhile() throws Exception {
        CompletableFuture<String> answer = get(id);
        AsyncContext waiting = taken(poll.waiting);
        MemshareSession other = elsewhere.findById(id);
        other.setAttribute("name", "new");
        elsewhere.save(other);
        waiting.dispatch();
        assertThat(answer.join()).isEqualTo("200 new");
    }

    @Test
    void keepsWhatItsOwnThreadHasSetMeanwhile() throws Exception {
        CompletableFuture<String> answer = get(id);
        AsyncContext waiting = taken(poll.waiting);
        ((HttpServletRequest) waiting.getRequest()).getSession().setAttribute("name", "own");
        waiting.dispatch();
        assertThat(answer.join()).isEqualTo("200 own");
        assertThat(elsewhere.findById(id).<String>getAttribute("name")).isEqualTo("own");
    }

    @Test
    void aSessionThatItHasCreatedItselfIsStillThere() throws Exception {
        CompletableFuture<String> answer = get(null);
        taken(poll.waiting).dispatch();
        assertThat(answer.join()).isEqualTo("200 null");
    }

    /** One fault more: the store is lost while the request waits. */
    @Test
    void isAnsweredWith503WhenNobodyCanTell() throws Exception {
        CompletableFuture<String> answer = get(id);
        AsyncContext waiting = taken(poll.waiting);
        MEMCACHED.freeze();
        try {
            waiting.dispatch();
            assertThat(answer.join()).startsWith("503 ");
        } finally {
            MEMCACHED.thaw();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Poll poll() {
            return new Poll();
        }

        @Bean
        ServletRegistrationBean<Poll> registration(Poll poll) {
            return new ServletRegistrationBean<>(poll, "/poll");
        }
    }

    /** Waits in its first dispatch, and says in the second one what it finds. */
    static final class Poll extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient BlockingQueue<AsyncContext> waiting = new ArrayBlockingQueue<>(100);

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                HttpSession session = request.getSession(false);
                response.getWriter().write(session == null ? "no session" : "" + session.getAttribute("name"));
            } else {
                request.getSession().getAttribute("name");
                waiting.add(request.startAsync(request, response));
            }
        }
    }
}
