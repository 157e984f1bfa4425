package io.memshare.acceptance.visit;

import io.memshare.acceptance.idp.IdentityProvider;
import io.memshare.acceptance.site.Shop;
import io.memshare.testkit.LoopbackPorts;
import io.memshare.testkit.MemcachedServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Two servers of the application behind a proxy, their memcached nodes and an identity provider. */
final class Site implements AutoCloseable {

    private static final String TOMCAT =
            "org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration";

    private static final String JETTY =
            "org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration";

    private static final String PROVIDER = "spring.security.oauth2.client.provider.idp.";

    private static final String CLIENT = "spring.security.oauth2.client.registration.idp.";

    private static final String REGISTERED = "spring.security.oauth2.authorizationserver.client.shop.registration.";

    private final List<MemcachedServer> nodes =
            Stream.generate(MemcachedServer::start).limit(3).toList();
    private final RoundRobinProxy proxy = new RoundRobinProxy();
    private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();

    private Site() throws IOException {}

    /** Starts all of it on Tomcat or Jetty. */
    static Site on(String container) throws IOException {
        Site site = new Site();
        String exclude = container.equals("tomcat") ? JETTY : TOMCAT;
        String issuer = site.startIdentityProvider();
        for (int i = 0; i < 2; i++) {
            site.ports.add(site.start(Shop.class, site.shop(container, issuer, exclude)));
        }
        site.proxy.serve(site.ports);
        return site;
    }

    private String startIdentityProvider() {
        int port = LoopbackPorts.free();
        String issuer = "http://127.0.0.1:" + port;
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.port", port);
        properties.put("spring.autoconfigure.exclude", JETTY);
        properties.put("spring.security.user.name", "carol");
        properties.put("spring.security.user.password", "password");
        properties.put("spring.security.oauth2.authorizationserver.issuer", issuer);
        properties.put(REGISTERED + "client-id", "shop");
        properties.put(REGISTERED + "client-secret", "{noop}secret");
        properties.put(REGISTERED + "client-authentication-methods", "client_secret_basic");
        properties.put(REGISTERED + "authorization-grant-types", "authorization_code,refresh_token");
        properties.put(REGISTERED + "redirect-uris", proxy.url() + "/login/oauth2/code/idp");
        properties.put(REGISTERED + "scopes", "openid,profile");
        start(IdentityProvider.class, properties);
        return issuer;
    }

    private Map<String, Object> shop(String container, String issuer, String exclude) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.port", 0);
        properties.put("server.forward-headers-strategy", "framework");
        properties.put("spring.autoconfigure.exclude", exclude);
        properties.put(
                "memshare.nodes", nodes.stream().map(MemcachedServer::address).collect(Collectors.joining(",")));
        properties.put("memshare.namespace", "shop-" + container);
        properties.put(PROVIDER + "issuer-uri", issuer);
        properties.put(CLIENT + "client-id", "shop");
        properties.put(CLIENT + "client-secret", "secret");
        properties.put(CLIENT + "scope", "openid,profile");
        return properties;
    }

    private int start(Class<?> application, Map<String, Object> properties) {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
                .properties(properties)
                .properties(Map.of("spring.main.banner-mode", "off", "spring.jmx.enabled", "false"))
                .run();
        contexts.add(context);
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** A visitor who comes through the proxy. */
    Browser visitor() {
        return new Browser(proxy.url());
    }

    /** The address of one of the two servers itself. */
    String server(int index) {
        return "http://127.0.0.1:" + ports.get(index);
    }

    MemcachedServer node(int index) {
        return nodes.get(index);
    }

    @Override
    public void close() {
        proxy.close();
        contexts.forEach(ConfigurableApplicationContext::close);
        nodes.forEach(MemcachedServer::close);
    }
}
