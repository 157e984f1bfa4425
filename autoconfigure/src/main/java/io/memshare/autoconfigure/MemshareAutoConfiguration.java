package io.memshare.autoconfigure;

import io.memshare.Memshare;
import io.memshare.MemshareSettings;
import io.memshare.memcached.NodeSecurity;
import io.memshare.node.Dialer;
import io.memshare.node.NodeAddress;
import io.memshare.seal.Sealing;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.session.autoconfigure.SessionTimeout;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Opens the connections to the memcached nodes, in web applications and others. */
@AutoConfiguration
@ConditionalOnClass(Memshare.class)
@EnableConfigurationProperties({
    MemshareProperties.class,
    MemshareEncryptionProperties.class,
    MemshareSecurityProperties.class
})
@Import(SanitizedKeysConfiguration.class)
public final class MemshareAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(MemshareConnectionDetails.class)
    PropertiesMemshareConnectionDetails memshareConnectionDetails(
            MemshareProperties properties,
            MemshareSecurityProperties security,
            ObjectProvider<SslBundles> bundles,
            NodeLookup lookup) {
        return PropertiesMemshareConnectionDetails.parse(new NodeEntries(properties.nodes(), lookup))
                .secured(security, bundles.getIfAvailable());
    }

    /** Clusters that are asked for their members have the TLS of their nodes. */
    @Bean
    @ConditionalOnMissingBean
    NodeLookup memshareNodeLookup(
            MemshareProperties properties, MemshareSecurityProperties security, ObjectProvider<SslBundles> bundles) {
        PropertiesMemshareConnectionDetails secured =
                new PropertiesMemshareConnectionDetails(List.of(), security, bundles.getIfAvailable());
        return new NetworkLookup(
                new ServiceRecords("dns:"),
                new ClusterConfiguration(
                        properties.connectTimeout(),
                        () -> {
                            BundledTls tls = DetailsSecurity.tls(secured);
                            return tls == null ? null : tls.get();
                        },
                        System::nanoTime));
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean({Sealing.class, Memshare.class})
    ConfiguredSealing memshareSealing(MemshareEncryptionProperties encryption, MemshareProperties properties) {
        return ConfiguredSealing.of(encryption, properties.namespace());
    }

    /**
     * Connects through a {@link Dialer} of the application if there is such a bean, for example to in-memory nodes in a
     * test. Closed after the web server has completed its last requests, so that they can still save their sessions.
     */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Memshare memshare(
            MemshareProperties properties,
            MemshareSecurityProperties securityProperties,
            Sealing sealing,
            ObjectProvider<MemshareConnectionDetails> connectionDetails,
            ObjectProvider<SessionTimeout> sessionTimeout,
            ObjectProvider<Dialer> dialer) {
        List<NodeAddress> nodes = connectionDetails
                .orderedStream()
                .flatMap(details -> details.nodes().stream())
                .toList();
        SessionTimeout timeout = sessionTimeout.getIfAvailable();
        MemshareSettings.Builder settings = new PropertiesSettings(properties)
                .settings(nodes, timeout == null ? null : timeout.getTimeout()).toBuilder()
                        .sealing(sealing);
        DetailsSecurity security = new DetailsSecurity(securityProperties.allowPlaintextPassword());
        // Nodes that are added at run time are secured as the first ones.
        AtomicReference<@Nullable NodeSecurity> general = new AtomicReference<>();
        connectionDetails.orderedStream().forEach(details -> {
            NodeSecurity secured = security.of(details);
            details.nodes().forEach(node -> settings.security(node, secured));
            general.compareAndSet(null, secured);
        });
        NodeSecurity first = general.get();
        if (first != null) {
            settings.security(first);
        }
        Dialer own = dialer.getIfAvailable();
        return own == null
                ? Memshare.open(settings.build())
                : Memshare.open(settings.rebuildEnabled(false).build(), InstantSource.system(), own);
    }

    @Bean
    @ConditionalOnSwitch(name = "memshare.start-check.enabled", byDefault = true)
    StartCheck memshareStartCheck(Memshare memshare) {
        return new StartCheck(memshare, memshare.settings().connectTimeout());
    }

    /** Without this warning, the sessions of a reactive application would silently stay in the memory of the server. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    static class ReactiveConfiguration {

        private static final Logger LOG = LoggerFactory.getLogger(MemshareAutoConfiguration.class);

        @Bean
        SmartInitializingSingleton memshareReactiveWarning() {
            return () -> LOG.warn("This is a reactive (WebFlux) application, and memshare keeps the sessions of servlet"
                    + " applications only: its WebSession is not kept in memcached. Use spring-boot-starter-webmvc, or"
                    + " remove memshare-spring-boot-starter.");
        }
    }
}
