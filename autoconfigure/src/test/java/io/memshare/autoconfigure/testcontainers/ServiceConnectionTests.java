package io.memshare.autoconfigure.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.Memshare;
import io.memshare.autoconfigure.MemshareAutoConfiguration;
import io.memshare.autoconfigure.MemshareConnectionDetails;
import io.memshare.node.NodeAddress;
import io.memshare.testkit.MemcachedServer;
import io.memshare.testkit.MemcachedServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.testcontainers.containers.GenericContainer;

/** All between the container and the open nodes is Spring Boot's own support for Testcontainers. */
@SpringBootTest(
        classes = ServiceConnectionTests.Application.class,
        webEnvironment = WebEnvironment.NONE,
        properties = "memshare.nodes=127.0.0.1:1")
class ServiceConnectionTests {

    @RegisterExtension
    private static final MemcachedServers PROCESSES = new MemcachedServers();

    private static final MemcachedServer SERVER = PROCESSES.start();

    @ServiceConnection
    static final GenericContainer<?> MEMCACHED = new StartedContainer("memcached:1.6", SERVER);

    @Autowired
    private Memshare memshare;

    @Test
    void theImageTellsThatAContainerIsANode() {
        assertThat(memshare.settings().nodes()).containsExactly(NodeAddress.parse(SERVER.address()));
    }

    @Test
    void theNameTellsThatABeanIsANode() {
        new ApplicationContextRunner()
                .withPropertyValues("memshare.nodes=127.0.0.1:1")
                .withConfiguration(AutoConfigurations.of(
                        ServiceConnectionAutoConfiguration.class, MemshareAutoConfiguration.class))
                .withUserConfiguration(NamedContainer.class)
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(MemshareConnectionDetails.class);
                    assertThat(context.getBean(Memshare.class).settings().nodes())
                            .containsExactly(NodeAddress.parse(SERVER.address()));
                });
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(MemshareAutoConfiguration.class)
    static class Application {}

    @Configuration(proxyBeanMethods = false)
    static class NamedContainer {

        @Bean
        @ServiceConnection(name = "memcached")
        GenericContainer<?> cache() {
            return new StartedContainer("example.org/cache:2", SERVER);
        }
    }
}
