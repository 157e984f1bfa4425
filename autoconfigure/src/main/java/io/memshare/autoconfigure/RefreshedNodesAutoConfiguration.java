package io.memshare.autoconfigure;

import io.memshare.Memshare;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Follows a {@code memshare.nodes} that Spring Cloud refreshes, unless the nodes come from elsewhere. */
@AutoConfiguration(after = MemshareAutoConfiguration.class)
@ConditionalOnClass(name = RefreshedNodes.EVENT)
@ConditionalOnBean({Memshare.class, PropertiesMemshareConnectionDetails.class})
public final class RefreshedNodesAutoConfiguration {

    @Bean
    RefreshedNodes memshareRefreshedNodes(
            Memshare memshare, Environment environment, MemshareProperties properties, NodeLookup lookup) {
        return new RefreshedNodes(memshare, environment, new NodeEntries(properties.nodes(), lookup));
    }
}
