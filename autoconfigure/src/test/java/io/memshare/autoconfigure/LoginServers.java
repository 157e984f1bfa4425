package io.memshare.autoconfigure;

import io.memshare.autoconfigure.Exchange.Answer;
import io.memshare.testkit.MemcachedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Servers of an application with logins, on the same memcached nodes. */
final class LoginServers implements AutoCloseable {

    final List<MemcachedServer> nodes = new ArrayList<>();
    private final List<ConfigurableApplicationContext> servers = new ArrayList<>();

    static LoginServers start(Class<?> application, int servers, String... properties) {
        LoginServers started = new LoginServers();
        for (int i = 0; i < 3; i++) {
            started.nodes.add(MemcachedServer.start());
        }
        String nodes = started.nodes.stream().map(MemcachedServer::address).collect(Collectors.joining(","));
        String[] common = {"server.port=0", "memshare.index.enabled=true", "memshare.nodes=" + nodes};
        for (int i = 0; i < servers; i++) {
            started.servers.add(new SpringApplicationBuilder(application)
                    .properties(
                            Stream.of(common, properties).flatMap(Stream::of).toArray(String[]::new))
                    .run());
        }
        return started;
    }

    <T> T bean(int server, Class<T> type) {
        return servers.get(server).getBean(type);
    }

    int port(int server) {
        return ((WebServerApplicationContext) servers.get(server))
                .getWebServer()
                .getPort();
    }

    /** Logs in as a browser without cookies does. */
    Answer login(int server, String user) throws Exception {
        Answer form = get(server, "/token", null);
        try (Exchange login = Exchange.login(port(server), form.cookie(), user, form.body())) {
            return login.body(user, form.body());
        }
    }

    /** Logs a user in at all servers at once, by requests whose headers have arrived before. */
    List<Answer> loginAtOnce(ExecutorService clients, String user) throws Exception {
        List<Exchange> ready = new ArrayList<>();
        List<Callable<Answer>> bodies = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            Answer form = get(i, "/token", null);
            Exchange login = Exchange.login(port(i), form.cookie(), user, form.body());
            ready.add(login);
            bodies.add(() -> login.body(user, form.body()));
        }
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> answer : clients.invokeAll(bodies)) {
            answers.add(answer.get());
        }
        for (Exchange exchange : ready) {
            exchange.close();
        }
        return answers;
    }

    Answer get(int server, String path, String cookie) throws Exception {
        return Exchange.get(port(server), path, cookie);
    }

    String who(int server, String cookie) throws Exception {
        return get(server, "/who", cookie).body();
    }

    @Override
    public void close() {
        servers.forEach(ConfigurableApplicationContext::close);
        nodes.forEach(MemcachedServer::close);
    }
}
