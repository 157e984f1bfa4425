package io.memshare.acceptance.visit;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.memshare.acceptance.idp.IdentityProvider;
import io.memshare.acceptance.relying.RelyingParty;
import io.memshare.testkit.FaultProxy;
import io.memshare.testkit.LoopbackPorts;
import io.memshare.testkit.MemcachedServer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Two relying servers, three nodes that can be cut off from them, and an identity provider. */
final class RelyingSite implements AutoCloseable {

    private static final String JETTY =
            "org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration";

    private static final String PROVIDER = "spring.security.oauth2.client.provider.idp.";

    private static final String CLIENT = "spring.security.oauth2.client.registration.idp.";

    private static final String REGISTERED = "spring.security.oauth2.authorizationserver.client.shop.registration.";

    private final List<MemcachedServer> nodes =
            Stream.generate(MemcachedServer::start).limit(3).toList();
    final List<FaultProxy> links = nodes.stream().map(FaultProxy::inFrontOf).toList();
    private final RoundRobinProxy proxy = new RoundRobinProxy();
    private final String issuer = "http://127.0.0.1:" + LoopbackPorts.free();
    private final ConfigurableApplicationContext provider;
    private final List<ConfigurableApplicationContext> servers = new ArrayList<>();

    RelyingSite() throws IOException {
        provider = start(IdentityProvider.class, identityProvider());
        for (int i = 0; i < 2; i++) {
            servers.add(start(RelyingParty.class, relyingParty()));
        }
        proxy.serve(List.of(port(servers.get(0)), port(servers.get(1))));
    }

    private Map<String, Object> identityProvider() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.port", issuer.substring(issuer.lastIndexOf(':') + 1));
        properties.put("spring.security.user.name", "carol");
        properties.put("spring.security.user.password", "password");
        properties.put("spring.security.oauth2.authorizationserver.issuer", issuer);
        properties.put(REGISTERED + "client-id", "shop");
        properties.put(REGISTERED + "client-secret", "{noop}secret");
        properties.put(REGISTERED + "client-authentication-methods", "client_secret_basic");
        properties.put(REGISTERED + "authorization-grant-types", "authorization_code");
        properties.put(REGISTERED + "redirect-uris", proxy.url() + "/login/oauth2/code/idp");
        properties.put(REGISTERED + "scopes", "openid,profile");
        return properties;
    }

    private Map<String, Object> relyingParty() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.port", 0);
        properties.put("server.forward-headers-strategy", "framework");
        properties.put("memshare.nodes", links.stream().map(FaultProxy::address).collect(Collectors.joining(",")));
        properties.put("memshare.index.enabled", true);
        properties.put(PROVIDER + "issuer-uri", issuer);
        properties.put(CLIENT + "client-id", "shop");
        properties.put(CLIENT + "client-secret", "secret");
        properties.put(CLIENT + "scope", "openid,profile");
        return properties;
    }

    private static ConfigurableApplicationContext start(Class<?> application, Map<String, Object> properties) {
        return new SpringApplicationBuilder(application)
                .properties(properties)
                .properties(Map.of(
                        "spring.main.banner-mode", "off",
                        "spring.jmx.enabled", "false",
                        "spring.autoconfigure.exclude", JETTY))
                .run();
    }

    private static int port(ConfigurableApplicationContext context) {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** The address of one of the two servers itself. */
    String server(int index) {
        return "http://127.0.0.1:" + port(servers.get(index));
    }

    /** A browser whose user has logged in at the identity provider. */
    Browser login() {
        Browser visitor = new Browser(proxy.url());
        String form = visitor.follow(visitor.get("/oauth2/authorization/idp")).body();
        Map<String, String> fields = Browser.with(Map.of(), "carol", "password");
        visitor.follow(visitor.post(issuer + "/login", fields, Browser.hiddenToken(form)));
        return visitor;
    }

    /** A logout token as the identity provider signs it, about a user or one of the user's sessions there. */
    String logoutToken(Consumer<JwtClaimsSet.Builder> about) {
        @SuppressWarnings("unchecked") // of the bean, which has no other type
        JWKSource<SecurityContext> keys = provider.getBean(JWKSource.class);
        JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
                .issuer(issuer)
                .audience(List.of("shop"))
                .id(UUID.randomUUID().toString())
                .issuedAt(InstantSource.system().instant())
                .expiresAt(InstantSource.system().instant().plusSeconds(120))
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        about.accept(claims);
        return new NimbusJwtEncoder(keys)
                .encode(JwtEncoderParameters.from(claims.build()))
                .getTokenValue();
    }

    @Override
    public void close() {
        proxy.close();
        servers.forEach(ConfigurableApplicationContext::close);
        provider.close();
        links.forEach(FaultProxy::close);
        nodes.forEach(MemcachedServer::close);
    }
}
