package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.test.autoconfigure.AutoConfigureTestMemshare;
import io.memshare.test.autoconfigure.TestMemcached;
import io.memshare.test.autoconfigure.TestNodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.util.ClassUtils;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureTestMemshare(nodes = TestNodes.MEMCACHED, count = 3)
class KilledNodeTests {

    /** With the profile aot there is a class that was made ahead of time. */
    private static final boolean PROCESSED_AHEAD_OF_TIME =
            ClassUtils.isPresent("com.example.shop.Shop__ApplicationContextInitializer", null);

    @Autowired
    private TestMemcached memcached;

    @Autowired
    private ServletWebServerApplicationContext first;

    @LocalServerPort
    private int firstPort;

    @Test
    void aSessionSurvivesKilledNodesOnAnyServer() throws Exception {
        try (ConfigurableApplicationContext second = secondServer()) {
            int secondPort = second.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            Customer jane = new Customer();

            assertThat(jane.get(firstPort, "/cart")).startsWith("302");
            assertThat(jane.post(firstPort, "/login", "username=jane&password=secret"))
                    .isEqualTo("302");
            assertThat(jane.post(firstPort, "/cart", "article=tea")).isEqualTo("200 jane: tea");
            memcached.servers().get(0).kill();
            assertThat(jane.get(secondPort, "/cart")).isEqualTo("200 jane: tea");
            assertThat(jane.post(secondPort, "/cart", "article=milk")).isEqualTo("200 jane: tea, milk");
            memcached.servers().get(1).kill();
            assertThat(jane.get(firstPort, "/cart")).isEqualTo("200 jane: tea, milk");
            assertThat(new Customer().get(firstPort, "/cart")).startsWith("302");
            System.out.println("ran on " + environment(second));
        }
    }

    private ConfigurableApplicationContext secondServer() {
        String nodes = memcached.servers().stream().map(node -> node.address()).collect(Collectors.joining(","));
        SpringApplication shop = new SpringApplication(Shop.class);
        shop.setMainApplicationClass(Shop.class);
        System.setProperty("spring.aot.enabled", String.valueOf(PROCESSED_AHEAD_OF_TIME));
        try {
            return shop.run("--server.port=0", "--memshare.test.nodes=CONFIGURED", "--memshare.nodes=" + nodes);
        } finally {
            System.clearProperty("spring.aot.enabled");
        }
    }

    /** What scripts/compatibility reads to see whether it has tried what it meant to. */
    private String environment(ConfigurableApplicationContext second) {
        return ("Spring Boot %s, Java %s, %s, memcached %s, language %s, %d processors, virtual threads %s,"
                        + " AOT %s, in %s, home %s, built by %s")
                .formatted(
                        SpringBootVersion.getVersion(),
                        System.getProperty("java.version"),
                        first.getWebServer().getClass().getSimpleName(),
                        memcached.servers().get(2).stats().get("version"),
                        System.getProperty("user.language"),
                        Runtime.getRuntime().availableProcessors(),
                        first.getEnvironment().getProperty("spring.threads.virtual.enabled", "false"),
                        !second.containsBean(AnnotationConfigUtils.CONFIGURATION_ANNOTATION_PROCESSOR_BEAN_NAME),
                        Path.of("").toAbsolutePath().getParent().getFileName(),
                        Files.isWritable(Path.of(System.getProperty("user.home"))) ? "writable" : "read-only",
                        System.getProperty("shop.built-by", "Maven"));
    }
}
