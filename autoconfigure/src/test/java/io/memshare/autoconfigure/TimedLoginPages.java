package io.memshare.autoconfigure;

import io.memshare.Memshare;
import io.memshare.MemshareSettings;
import io.memshare.node.NodeAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.web.bind.annotation.RestController;

/** {@link LoginPages} on servers whose time of day is ahead of the real one as far as a test says. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableWebSecurity
@RestController
class TimedLoginPages extends LoginPages {

    static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

    @Bean(destroyMethod = "close")
    Memshare memshare(@Value("${memshare.nodes}") String nodes) {
        InstantSource clock = () -> InstantSource.system().instant().plus(AHEAD.get());
        return Memshare.open(
                MemshareSettings.of(
                        Stream.of(nodes.split(",")).map(NodeAddress::parse).toList()),
                clock);
    }
}
