package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.Memshare;
import io.memshare.MemshareSettings;
import io.memshare.NodeListReport;
import io.memshare.completeness.ListState.Phase;
import io.memshare.completeness.NodeListChange;
import io.memshare.node.NodeAddress;
import io.memshare.testkit.Hang;
import io.memshare.testkit.MemcachedServer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A name service that finds other nodes, while a server runs on real ones. */
class LookedUpNodesTests {

    private final MemcachedServer first = MemcachedServer.start();
    private final MemcachedServer second = MemcachedServer.start();
    private final MemcachedServer third = MemcachedServer.start();
    private final AtomicInteger lookups = new AtomicInteger();
    private volatile List<NodeAddress> known = addresses(first, second);

    @AfterEach
    void stop() {
        Stream.of(first, second, third).forEach(MemcachedServer::close);
    }

    private static List<NodeAddress> addresses(MemcachedServer... nodes) {
        return Stream.of(nodes).map(node -> NodeAddress.parse(node.address())).toList();
    }

    private List<NodeAddress> found(NodeSource source) throws IOException {
        lookups.incrementAndGet();
        if (known.isEmpty()) {
            throw new IOException(source + " is unknown");
        }
        return known;
    }

    private void awaitLookups() {
        int goal = lookups.get() + 2 * VanishedNodes.MISSING;
        await().atMost(Hang.LIMIT).until(() -> lookups.get() >= goal);
    }

    private static NodeListReport list(Memshare memshare) {
        return memshare.report().list();
    }

    private void withServer(Consumer<Memshare> test, String... properties) {
        withServer(test, 2, properties);
    }

    private void withServer(Consumer<Memshare> test, int complete, String... properties) {
        new ApplicationContextRunner()
                .withBean(NodeLookup.class, () -> this::found)
                .withPropertyValues("memshare.nodes=dns:caches.test", "memshare.lookup-interval=20ms")
                .withPropertyValues(properties)
                .withConfiguration(
                        AutoConfigurations.of(MemshareAutoConfiguration.class, LookedUpNodesAutoConfiguration.class))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    Memshare memshare = context.getBean(Memshare.class);
                    await().atMost(Hang.LIMIT)
                            .until(() -> memshare.completeNodes().size() >= complete);
                    test.accept(memshare);
                });
    }

    @Test
    void nodesThatAreFoundAreAddedAndNodesThatAreFoundNoMoreAreRemoved() {
        withServer(memshare -> {
            awaitLookups();
            assertThat(list(memshare).epoch()).isZero();
            assertThat(list(memshare).nodes()).containsExactlyInAnyOrderElementsOf(known);

            known = addresses(first, second, third);
            await().atMost(Hang.LIMIT).until(() -> list(memshare).phase() == Phase.FILLING);
            assertThat(list(memshare).others()).containsExactlyInAnyOrderElementsOf(known);

            known = List.of();
            awaitLookups();
            assertThat(list(memshare).others()).hasSize(3);

            known = addresses(second, first);
            await().atMost(Hang.LIMIT).until(() -> list(memshare).phase() == Phase.STABLE);
            assertThat(list(memshare).nodes()).containsExactlyInAnyOrderElementsOf(known);
        });
    }

    @Test
    void whatAnOperatorChangesStaysUntilOtherNodesAreFound() {
        withServer(memshare -> {
            awaitLookups();
            assertThat(memshare.changeNodes(addresses(first, second, third)).join())
                    .isEqualTo(NodeListChange.ACCEPTED);
            awaitLookups();
            assertThat(list(memshare).phase()).isEqualTo(Phase.FILLING);
        });
    }

    /** It may be this server that was told too few addresses when it was started. */
    @Test
    void nothingIsChangedWhileAnotherServerHasAnotherList() {
        try (Memshare other = Memshare.open(MemshareSettings.of(addresses(first)))) {
            withServer(
                    memshare -> {
                        await().atMost(Hang.LIMIT)
                                .until(() -> !list(memshare).foreign().isEmpty());
                        known = addresses(first, second, third);
                        awaitLookups();
                        assertThat(list(memshare).epoch()).isZero();
                        assertThat(list(other).epoch()).isZero();
                    },
                    1);
        }
    }

    @Test
    void aListWithoutNamesIsNotLookedUp() {
        withServer(
                memshare -> assertThat(lookups).hasValue(0),
                "memshare.nodes=" + first.address() + "," + second.address());
    }
}
