package io.memshare.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Key;
import io.memshare.seal.Sealing;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IndexKeysTests {

    private final IndexKeys keys = new IndexKeys("shop", Sealing.NONE);

    private String key(String indexName, String value) {
        return keys.all(indexName, value).get(0).text();
    }

    @Test
    void keysTellNothingOfTheValue() {
        assertThat(key("principal", "alice")).matches("shop:i:[A-Za-z0-9_-]{43}");
        assertThat(Key.of(key("principal", "x".repeat(100_000))).text()).hasSize(50);
    }

    @Test
    void whatDiffersHasAnotherKey() {
        assertThat(Stream.of(
                        key("principal", "alice"),
                        key("principal", "Alice"),
                        key("principala", "lice"),
                        key("p", "alice"),
                        key("principal", ""),
                        key("principal", "\ud800"),
                        key("principal", "\ud801"),
                        key("principal", "?")))
                .doesNotHaveDuplicates();
    }
}
