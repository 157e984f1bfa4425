package io.memshare.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MemcachedServersTests {

    private static final List<MemcachedServer> OF_EARLIER_TESTS = new ArrayList<>();

    @RegisterExtension
    private static final MemcachedServers OF_THE_CLASS = new MemcachedServers();

    private static final MemcachedServer SHARED = OF_THE_CLASS.start();

    @RegisterExtension
    private final MemcachedServers servers = new MemcachedServers();

    private final List<MemcachedServer> two = servers.startAll(2);

    @AfterEach
    void remember() {
        assertThat(two).allMatch(MemcachedServer::isAlive);
        OF_EARLIER_TESTS.addAll(two);
    }

    @AfterAll
    static void theServersOfTheLastTestAreKilledAndThatOfTheClassIsNot() {
        assertThat(OF_EARLIER_TESTS).hasSize(4).noneMatch(MemcachedServer::isAlive);
        assertThat(SHARED.isAlive()).isTrue();
    }

    @Test
    void aTestHasServersOfItsOwn() {
        assertOnlyThoseOfThisTestAreAlive();
    }

    @Test
    void theNextTestHasOthers() {
        assertOnlyThoseOfThisTestAreAlive();
    }

    private void assertOnlyThoseOfThisTestAreAlive() {
        assertThat(servers.start("-m", "2").isAlive()).isTrue();
        assertThat(List.of(servers.get(0), servers.get(1))).isEqualTo(two);
        assertThat(two).noneMatch(OF_EARLIER_TESTS::contains).allMatch(MemcachedServer::isAlive);
        assertThat(OF_EARLIER_TESTS).noneMatch(MemcachedServer::isAlive);
        assertThat(SHARED.isAlive()).isTrue();
    }
}
