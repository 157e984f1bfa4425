package io.memshare.test.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.Memshare;
import io.memshare.autoconfigure.MemshareAutoConfiguration;
import io.memshare.autoconfigure.MemshareConnectionDetails;
import io.memshare.node.Dialer;
import io.memshare.node.NodeAddress;
import io.memshare.testkit.MemcachedServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TestMemshareAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(MemshareAutoConfiguration.class, TestMemshareAutoConfiguration.class));

    @Test
    void nodesAreInMemoryAndKeepTheirNames() {
        runner.withPropertyValues("memshare.nodes=192.0.2.1,192.0.2.2")
                .run(context -> assertThat(context.getBean(Memshare.class).nodes())
                        .allSatisfy(node -> assertThat(node.up()).isTrue())
                        .extracting(node -> node.address().toString())
                        .containsExactly("192.0.2.1:11211", "192.0.2.2:11211"));
    }

    @Test
    void connectionDetailsOfTheTestWin() {
        MemshareConnectionDetails details = () -> List.of(NodeAddress.parse("192.0.2.7"));
        runner.withBean(MemshareConnectionDetails.class, () -> details)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Dialer.class));
    }

    @Test
    void theNodesOfTheConfigurationAreUsedOnRequest() {
        runner.withPropertyValues("memshare.test.nodes=CONFIGURED", "memshare.nodes=127.0.0.1:1")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(Dialer.class)
                        .doesNotHaveBean(TestMemcached.class));
    }

    @Test
    void memcachedEndsWithTheContext() {
        List<MemcachedServer> servers = new ArrayList<>();
        runner.withPropertyValues("memshare.test.nodes=MEMCACHED", "memshare.test.count=2")
                .run(context ->
                        servers.addAll(context.getBean(TestMemcached.class).servers()));
        assertThat(servers).hasSize(2).noneMatch(MemcachedServer::isAlive);
    }

    @Test
    void aTestNeedsANode() {
        runner.withPropertyValues("memshare.test.nodes=MEMCACHED", "memshare.test.count=0")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("memshare.test.count is 0, and a test needs a node at least"));
    }
}
