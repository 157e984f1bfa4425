package io.memshare.autoconfigure;

import io.memshare.Memshare;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Follows the names of {@code memshare.nodes} that are looked up, unless the nodes come from elsewhere. */
@AutoConfiguration(after = MemshareAutoConfiguration.class)
@ConditionalOnBean({Memshare.class, PropertiesMemshareConnectionDetails.class})
public final class LookedUpNodesAutoConfiguration {

    @Bean
    LookedUpNodes memshareLookedUpNodes(
            Memshare memshare, MemshareProperties properties, Environment environment, NodeLookup lookup) {
        return new LookedUpNodes(
                memshare,
                () -> new NodeEntries(
                        Binder.get(environment)
                                .bind(NodeEntries.PROPERTY, Bindable.listOf(String.class))
                                .orElse(properties.nodes()),
                        lookup),
                new PropertiesSettings(properties).lookupInterval());
    }
}
