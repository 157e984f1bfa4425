package io.memshare.autoconfigure;

import io.memshare.session.config.MemshareHttpSessionConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Configures sessions that can be found only by their ids. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnSwitch(name = MemshareIndexProperties.ENABLED, is = false)
@Import(MemshareHttpSessionConfiguration.class)
class PlainSessionsConfiguration {

    PlainSessionsConfiguration(MemshareIndexProperties properties) {
        properties.checked();
    }
}
