package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.MemshareSettings;
import io.memshare.node.NodeAddress;
import io.memshare.replication.Consistency;
import io.memshare.serializer.form.Serialization;
import io.memshare.session.web.StoreUnavailableFilter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;
import org.springframework.util.unit.DataSize;

class MemsharePropertiesTests {

    @Test
    void haveDefaults() {
        MemshareProperties properties = Bound.properties();
        assertThat(properties.nodes()).containsExactly("localhost:11211");
        assertThat(properties.redundancy()).isNull();
        assertThat(properties.consistency()).isEqualTo(Consistency.AVAILABLE);
        assertThat(properties.serialization()).isEqualTo(Serialization.AUTO);
        assertThat(properties.session().saveMode()).isEqualTo(SaveMode.ON_GET_ATTRIBUTE);
        assertThat(properties.session().flushMode()).isEqualTo(FlushMode.ON_SAVE);
        assertThat(properties.session().allowedPackages()).isEmpty();
        assertThat(properties.session().allowedTypes()).isEmpty();
    }

    @Test
    void haveTheDefaultsOfTheSettings() {
        MemshareProperties properties = Bound.properties();
        assertThat(properties.timeout()).isEqualTo(MemshareSettings.DEFAULT_TIMEOUT);
        assertThat(properties.connectTimeout()).isEqualTo(MemshareSettings.DEFAULT_CONNECT_TIMEOUT);
        assertThat(properties.namespace()).isEqualTo(MemshareSettings.DEFAULT_NAMESPACE);
        assertThat(properties.tombstoneTtl()).isEqualTo(MemshareSettings.DEFAULT_TOMBSTONE_TTL);
        assertThat(properties.retryAfter()).isEqualTo(StoreUnavailableFilter.DEFAULT_RETRY_AFTER);
        assertThat(properties.rebuild().enabled())
                .isEqualTo(MemshareSettings.of(List.of(NodeAddress.parse("a"))).rebuildEnabled());
        assertThat(properties.rebuild().rate()).isEqualTo(MemshareSettings.DEFAULT_REBUILD_RATE);
    }

    @Test
    void areBoundFromTheirNames() {
        MemshareProperties properties = Bound.properties(
                "memshare.redundancy", "2",
                "memshare.timeout", "100ms",
                "memshare.connect-timeout", "2s",
                "memshare.namespace", "shop",
                "memshare.serialization", "jdk",
                "memshare.tombstone-ttl", "48h",
                "memshare.rebuild.enabled", "false",
                "memshare.rebuild.rate", "100",
                "memshare.session.save-mode", "always",
                "memshare.session.flush-mode", "immediate",
                "memshare.session.idle-values", "1MB",
                "memshare.session.allowed-packages", "com.example.a,com.example.b",
                "memshare.session.allowed-types", "com.example.C");
        assertThat(properties.redundancy()).isEqualTo(2);
        assertThat(properties.timeout()).isEqualTo(Duration.ofMillis(100));
        assertThat(properties.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(properties.namespace()).isEqualTo("shop");
        assertThat(properties.serialization()).isEqualTo(Serialization.JDK);
        assertThat(properties.tombstoneTtl()).isEqualTo(Duration.ofHours(48));
        assertThat(properties.rebuild().enabled()).isFalse();
        assertThat(properties.rebuild().rate()).isEqualTo(100);
        assertThat(properties.session().saveMode()).isEqualTo(SaveMode.ALWAYS);
        assertThat(properties.session().flushMode()).isEqualTo(FlushMode.IMMEDIATE);
        assertThat(properties.session().idleValues()).isEqualTo(DataSize.ofMegabytes(1));
        assertThat(properties.session().allowedPackages()).containsExactly("com.example.a", "com.example.b");
        assertThat(properties.session().allowedTypes()).containsExactly("com.example.C");
    }

    @Test
    void nodesAreBoundFromAList() {
        assertThat(Bound.properties("memshare.nodes[0]", "a", "memshare.nodes[1]", "b:1")
                        .nodes())
                .containsExactly("a", "b:1");
    }

    @Test
    void nodesAreBoundFromACommaList() {
        assertThat(Bound.properties("memshare.nodes", "a, b:1 ,tcp://c:2").nodes())
                .containsExactly("a", "b:1", "tcp://c:2");
    }
}
