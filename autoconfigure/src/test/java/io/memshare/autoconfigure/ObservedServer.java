package io.memshare.autoconfigure;

import static org.awaitility.Awaitility.await;

import io.memshare.testkit.MemcachedServer;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server of an application with Spring Boot's Actuator, and real memcached nodes of its own. */
public final class ObservedServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<MemcachedServer> nodes = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final int port;

    private ObservedServer(List<MemcachedServer> nodes, List<String> properties) {
        this.nodes.addAll(nodes);
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "memshare.timeout=1s",
                "management.endpoint.health.show-details=always",
                "management.endpoints.web.exposure.include=*",
                "memshare.nodes=" + nodes.stream().map(MemcachedServer::address).collect(Collectors.joining(","))));
        all.addAll(properties);
        this.context = new SpringApplicationBuilder(Application.class)
                .properties(all.toArray(String[]::new))
                .run();
        this.port = ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    public static ObservedServer with(int nodes, String... properties) {
        List<MemcachedServer> started = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            started.add(MemcachedServer.start());
        }
        return new ObservedServer(started, List.of(properties));
    }

    public static ObservedServer on(List<MemcachedServer> nodes, String... properties) {
        return new ObservedServer(nodes, List.of(properties));
    }

    /** An answer by HTTP. */
    public record Answer(int status, String text, @Nullable String cookie) {

        public JsonNode json() {
            return JsonMapper.shared().readTree(text);
        }
    }

    public MemcachedServer node(int index) {
        return nodes.get(index);
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public Answer get(String path) {
        return get(path, null);
    }

    public Answer get(String path, @Nullable String cookie) {
        return send("GET", path, cookie);
    }

    public Answer send(String method, String path, @Nullable String cookie) {
        HttpRequest.Builder request = request(path).method(method, HttpRequest.BodyPublishers.noBody());
        return answered(cookie == null ? request : request.header("Cookie", cookie));
    }

    public Answer post(String path, String json) {
        return answered(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
    }

    private Answer answered(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String set = response.headers().firstValue("Set-Cookie").orElse(null);
            return new Answer(
                    response.statusCode(), response.body(), set == null ? null : set.substring(0, set.indexOf(';')));
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }

    public void awaitHealth(String status) {
        await().atMost(PATIENCE)
                .until(() -> get("/actuator/health/memshare")
                        .json()
                        .path("status")
                        .asString()
                        .equals(status));
    }

    @Override
    public void close() {
        context.close();
        nodes.forEach(MemcachedServer::close);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Counter.class)
    static class Application {}

    /** Counts the visits of a session. */
    @RestController
    static class Counter {

        @GetMapping("/visit")
        String visit(HttpSession session) {
            Object before = session.getAttribute("visits");
            int visits = before instanceof Integer count ? count + 1 : 1;
            session.setAttribute("visits", visits);
            return "visits: " + visits;
        }

        @GetMapping("/logout")
        String logout(HttpSession session) {
            session.invalidate();
            return "gone";
        }
    }
}
