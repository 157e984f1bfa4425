package io.memshare.sample;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Several servers of the sample application in this JVM, each on a free port of 127.0.0.1. */
final class SampleServers implements AutoCloseable {

    private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

    /**
     * Starts servers that share the given nodes.
     *
     * @param count how many
     * @param nodes the nodes, each {@code host:port}
     * @param properties further properties, each {@code name=value}
     */
    static SampleServers start(int count, List<String> nodes, String... properties) {
        return start(count, nodes, List.of(SampleApplication.class), properties);
    }

    /**
     * Starts servers from the given classes.
     *
     * @param sources the application and what a test adds to it
     */
    static SampleServers start(int count, List<String> nodes, List<Class<?>> sources, String... properties) {
        SampleServers servers = new SampleServers();
        try {
            for (int server = 0; server < count; server++) {
                servers.contexts.add(run(nodes, sources, properties));
            }
        } catch (RuntimeException ex) {
            servers.close();
            throw ex;
        }
        return servers;
    }

    private static ConfigurableApplicationContext run(
            List<String> nodes, List<Class<?>> sources, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.address=127.0.0.1", "--server.port=0", "--memshare.nodes=" + String.join(",", nodes)));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        return new SpringApplicationBuilder(sources.toArray(new Class<?>[0])).run(arguments.toArray(new String[0]));
    }

    /** Returns the address of a server, {@code http://127.0.0.1:port}; the first server is 0. */
    String url(int server) {
        return "http://127.0.0.1:" + port(server);
    }

    int port(int server) {
        return ((WebServerApplicationContext) contexts.get(server))
                .getWebServer()
                .getPort();
    }

    /** Returns a bean of a server. */
    <T> T bean(int server, Class<T> type) {
        return contexts.get(server).getBean(type);
    }

    /** Stops one server; the numbers of the others stay. May be called again. */
    void stop(int server) {
        contexts.get(server).close();
    }

    @Override
    public void close() {
        contexts.forEach(ConfigurableApplicationContext::close);
    }
}
