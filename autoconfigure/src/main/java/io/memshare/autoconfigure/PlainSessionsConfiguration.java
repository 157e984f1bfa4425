package io.memshare.autoconfigure;

import io.memshare.session.config.MemshareHttpSessionConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Configures sessions that can be found only by their ids. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = MemshareIndexProperties.ENABLED, havingValue = "false", matchIfMissing = true)
@Import(MemshareHttpSessionConfiguration.class)
class PlainSessionsConfiguration {

    PlainSessionsConfiguration(MemshareIndexProperties properties) {
        properties.checked();
    }
}
