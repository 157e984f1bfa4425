package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.Memshare;
import io.memshare.node.NodeAddress;
import io.memshare.testkit.MemcachedServer;
import io.memshare.testkit.ServerSecurity;
import io.memshare.testkit.TestAuthority;
import io.memshare.testkit.TestIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** TLS and passwords by properties and by connection details, on real memcached processes. */
@ExtendWith(OutputCaptureExtension.class)
class ConnectionSecurityTests {

    private static final String SECRET = "topsecret";
    private static final TestAuthority AUTHORITY = new TestAuthority("servers");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    // These servers run on, so that what they log of a node can be seen.
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withPropertyValues("memshare.start-check.enabled=false")
            .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MemshareAutoConfiguration.class));

    private String[] bundle() throws Exception {
        TestIdentity identity = AUTHORITY.issue("app");
        identity.write(folder, "app");
        // The authority's certificate is what the trust store holds.
        new TestIdentity(identity.key(), identity.issuer(), identity.issuer()).write(folder, "authority");
        return new String[] {
            "spring.ssl.bundle.pem.nodes.truststore.certificate=" + folder.resolve("authority.pem"),
            "spring.ssl.bundle.pem.nodes.keystore.certificate=" + folder.resolve("app.pem"),
            "spring.ssl.bundle.pem.nodes.keystore.private-key=" + folder.resolve("app-key.pem")
        };
    }

    private static MemcachedServer secured() {
        return MemcachedServer.start(ServerSecurity.NONE
                .withCertificate(AUTHORITY.issue("127.0.0.1"))
                .withClientsOf(AUTHORITY)
                .withPassword("user", SECRET));
    }

    private static void isUp(Memshare memshare) {
        await().atMost(PATIENCE).until(() -> memshare.nodes().get(0).up());
    }

    @Test
    void theBundleAndThePasswordOpenTheNode(CapturedOutput output) throws Exception {
        try (MemcachedServer server = secured()) {
            runner.withPropertyValues(bundle())
                    .withPropertyValues(
                            "memshare.nodes=" + server.address(),
                            "memshare.ssl.bundle=nodes",
                            "memshare.username=user",
                            "memshare.password=" + SECRET)
                    .run(context -> isUp(context.getBean(Memshare.class)));
        }
        assertThat(output).doesNotContain(SECRET);
    }

    @Test
    void connectionDetailsBringTheirOwnSecurity() throws Exception {
        try (MemcachedServer server = secured()) {
            runner.withPropertyValues(bundle())
                    .withPropertyValues("memshare.nodes=not a node", "memshare.password=not-used")
                    .withUserConfiguration(Details.class)
                    .withPropertyValues("test.address=" + server.address())
                    .run(context -> isUp(context.getBean(Memshare.class)));
        }
    }

    @Test
    void aWrongPasswordIsLoggedOnceWithNodeCauseAndRemedy(CapturedOutput output) {
        try (MemcachedServer server = MemcachedServer.start(ServerSecurity.NONE.withPassword("user", "another"))) {
            runner.withPropertyValues(
                            "memshare.nodes=" + server.address(),
                            "memshare.username=user",
                            "memshare.password=" + SECRET,
                            "memshare.allow-plaintext-password=true")
                    .run(context -> await().atMost(PATIENCE)
                            .until(() -> context.getBean(Memshare.class)
                                    .nodes()
                                    .get(0)
                                    .reason()
                                    .contains("refused")));
            assertThat(output)
                    .containsOnlyOnce("memcached node " + server.address() + " cannot be used: it refused the user name"
                            + " and the password (CLIENT_ERROR authentication failure); set memshare.username and"
                            + " memshare.password as in the file that memcached was started with (-Y)")
                    .doesNotContain(SECRET);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "memshare.username=user,memshare.password=topsecret|memshare.password|it would be sent without TLS",
                "memshare.username=user|memshare.password|it is missing",
                "memshare.password=topsecret|memshare.username|it is missing",
                "memshare.username=us:er,memshare.password=topsecret|memshare.username|contains a colon",
                "memshare.username=user,memshare.password=topsecret a|memshare.password|contains a blank",
                "memshare.ssl.bundle=nothing|memshare.ssl.bundle|there is no SSL bundle of that name"
            })
    void whatDoesNotGoTogetherStopsTheStart(String properties, String named, String reason) {
        runner.withPropertyValues(properties.split(",")).run(context -> {
            assertThat(context).hasFailed();
            Throwable failure = context.getStartupFailure();
            while (failure != null && !(failure instanceof InvalidMemsharePropertyException)) {
                failure = failure.getCause();
            }
            assertThat(failure).isInstanceOfSatisfying(InvalidMemsharePropertyException.class, invalid -> {
                assertThat(invalid.property()).isEqualTo(named);
                assertThat(invalid.reason()).contains(reason);
                assertThat(invalid + invalid.value() + invalid.action()).doesNotContain(SECRET);
            });
        });
    }

    @Test
    void nothingShowsThePassword() {
        MemshareSecurityProperties properties =
                new MemshareSecurityProperties("user", SECRET, true, new MemshareSecurityProperties.Ssl(null, null));
        assertThat(properties.toString()
                        + PropertiesMemshareConnectionDetails.parse(new NodeEntries(List.of("a"), source -> List.of()))
                                .secured(properties, null))
                .doesNotContain(SECRET);
    }

    @Test
    void tlsIsOnWhenABundleIsNamedUnlessItIsSwitchedOff() {
        assertThat(new MemshareSecurityProperties.Ssl(null, "nodes").isEnabled())
                .isTrue();
        assertThat(new MemshareSecurityProperties.Ssl(false, "nodes").isEnabled())
                .isFalse();
        assertThat(new MemshareSecurityProperties.Ssl(true, null).isEnabled()).isTrue();
        assertThat(new MemshareSecurityProperties.Ssl(null, " ").isEnabled()).isFalse();
    }

    /** Details of the application's own. */
    @Configuration(proxyBeanMethods = false)
    static class Details {

        @Bean
        MemshareConnectionDetails details(Environment environment, SslBundles bundles) {
            return new MemshareConnectionDetails() {
                @Override
                public List<NodeAddress> nodes() {
                    return List.of(NodeAddress.parse(environment.getRequiredProperty("test.address")));
                }

                @Override
                public String username() {
                    return "user";
                }

                @Override
                public String password() {
                    return SECRET;
                }

                @Override
                public SslBundle sslBundle() {
                    return bundles.getBundle("nodes");
                }
            };
        }
    }
}
