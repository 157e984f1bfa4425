package io.memshare.autoconfigure.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.autoconfigure.MemshareAutoConfiguration;
import io.memshare.autoconfigure.MemshareConnectionDetails;
import io.memshare.node.NodeAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.lifecycle.DockerComposeServicesReadyEvent;
import org.springframework.boot.docker.compose.lifecycle.RunningServices;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** Speaks to Spring Boot's own listener, as Docker Compose does when its services are ready. */
class DockerComposeTests {

    @Test
    void everyMemcachedServiceIsANode() {
        run(
                List.of(
                        service("cache-1", "memcached:1.6", 41001),
                        service("cache-2", "docker.io/bitnami/memcached:latest", 41002),
                        service(
                                "cache-3",
                                "example.org/cache",
                                41003,
                                "org.springframework.boot.service-connection",
                                "memcached"),
                        service("database", "postgres:17", 41004),
                        service(
                                "other",
                                "memcached:1.6",
                                41005,
                                "org.springframework.boot.service-connection",
                                "none")),
                context -> assertThat(nodes(context))
                        .containsExactlyInAnyOrder(
                                NodeAddress.parse("127.0.0.1:41001"),
                                NodeAddress.parse("127.0.0.1:41002"),
                                NodeAddress.parse("127.0.0.1:41003")));
    }

    @Test
    void withoutAMemcachedServiceThePropertyNamesTheNodes() {
        run(
                List.of(service("database", "postgres:17", 41004)),
                context -> assertThat(nodes(context)).containsExactly(NodeAddress.parse("127.0.0.1:1")));
    }

    private static List<NodeAddress> nodes(AssertableApplicationContext context) {
        assertThat(context).hasNotFailed();
        return context.getBeansOfType(MemshareConnectionDetails.class).values().stream()
                .flatMap(details -> details.nodes().stream())
                .toList();
    }

    private static void run(
            List<RunningService> services,
            org.springframework.boot.test.context.runner.ContextConsumer<AssertableApplicationContext> consumer) {
        new ApplicationContextRunner()
                .withPropertyValues("memshare.nodes=127.0.0.1:1")
                .withInitializer(context -> listener().onApplicationEvent(RunningServices.ready(context, services)))
                .withConfiguration(AutoConfigurations.of(MemshareAutoConfiguration.class))
                .run(consumer);
    }

    @SuppressWarnings("unchecked")
    private static ApplicationListener<DockerComposeServicesReadyEvent> listener() {
        return SpringFactoriesLoader.forDefaultResourceLocation().load(ApplicationListener.class).stream()
                .filter(each ->
                        each.getClass().getSimpleName().equals("DockerComposeServiceConnectionsApplicationListener"))
                .findFirst()
                .orElseThrow();
    }

    private static RunningService service(String name, String image, int port, String... label) {
        Map<String, String> labels = label.length == 0 ? Map.of() : Map.of(label[0], label[1]);
        return new Service(name, ImageReference.of(image), "127.0.0.1", new OnePort(port), Map.of(), labels);
    }

    private record Service(
            String name,
            ImageReference image,
            String host,
            ConnectionPorts ports,
            Map<String, @Nullable String> env,
            Map<String, String> labels)
            implements RunningService {}

    private record OnePort(int port) implements ConnectionPorts {

        @Override
        public int get(int containerPort) {
            if (containerPort != 11211) {
                throw new IllegalStateException("No host port mapping found for container port " + containerPort);
            }
            return port;
        }

        @Override
        public List<Integer> getAll() {
            return List.of(port);
        }

        @Override
        public List<Integer> getAll(@Nullable String protocol) {
            return List.of(port);
        }
    }
}
