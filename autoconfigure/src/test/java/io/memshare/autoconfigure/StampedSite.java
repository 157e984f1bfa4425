package io.memshare.autoconfigure;

import io.memshare.Memshare;
import io.memshare.testkit.FaultProxy;
import io.memshare.testkit.Hang;
import io.memshare.testkit.MemcachedServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Servers of an application whose browsers carry stamps, and three memcached nodes behind proxies. */
final class StampedSite implements AutoCloseable {

    final List<MemcachedServer> nodes = new ArrayList<>();
    final List<FaultProxy> proxies = new ArrayList<>();
    private final Class<?> application;
    private final List<ConfigurableApplicationContext> servers = new ArrayList<>();

    StampedSite(Class<?> application) {
        this.application = application;
        for (int i = 0; i < 3; i++) {
            nodes.add(MemcachedServer.start());
            proxies.add(FaultProxy.inFrontOf(nodes.get(i)));
        }
    }

    /** What a node stores under a key. */
    record Item(byte[] value, long flags, long seconds) {}

    /** Starts a server, and waits until the given number of nodes are up for it. */
    int server(int up, String... properties) {
        String[] common = {
            "server.port=0",
            "memshare.nodes=" + proxies.stream().map(FaultProxy::address).collect(Collectors.joining(",")),
            "memshare.encryption.keys=" + Secrets.A,
            "memshare.cookie-stamp=true",
            "memshare.rebuild.enabled=false"
        };
        ConfigurableApplicationContext server = new SpringApplicationBuilder(application)
                .properties(Stream.of(common, properties).flatMap(Stream::of).toArray(String[]::new))
                .run();
        servers.add(server);
        awaitNodes(servers.size() - 1, up);
        return ((WebServerApplicationContext) server).getWebServer().getPort();
    }

    void awaitNodes(int server, int up) {
        Memshare memshare = servers.get(server).getBean(Memshare.class);
        Awaitility.await()
                .atMost(Hang.LIMIT)
                .until(() -> memshare.nodes().stream().filter(node -> node.up()).count() == up);
    }

    void stop(int server) {
        servers.get(server).close();
    }

    <T> T bean(int server, Class<T> type) {
        return servers.get(server).getBean(type);
    }

    /** Returns all sessions of all nodes, as an attacker copies them. */
    Map<Integer, Map<String, Item>> copied() {
        Map<Integer, Map<String, Item>> all = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            Map<String, Item> items = new HashMap<>();
            for (String key : nodes.get(i).keys()) {
                if (key.contains(":s:")) {
                    items.put(key, item(nodes.get(i), key));
                }
            }
            all.put(i, items);
        }
        return all;
    }

    private static Item item(MemcachedServer node, String key) {
        String answer = node.command("mg " + key + " f t").strip();
        long flags = 0;
        long seconds = 0;
        for (String word : answer.split(" ")) {
            flags = word.charAt(0) == 'f' ? Long.parseLong(word.substring(1)) : flags;
            seconds = word.charAt(0) == 't' ? Long.parseLong(word.substring(1)) : seconds;
        }
        return new Item(node.value(key), flags, seconds);
    }

    /** Puts copied sessions back on the nodes. */
    void putBack(Map<Integer, Map<String, Item>> copied) {
        copied.forEach((node, items) ->
                items.forEach((key, item) -> nodes.get(node).put(key, item.value(), item.flags(), item.seconds())));
    }

    @Override
    public void close() {
        servers.forEach(ConfigurableApplicationContext::close);
        proxies.forEach(FaultProxy::close);
        nodes.forEach(MemcachedServer::close);
    }
}
