package io.memshare.benchmarks.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;

/**
 * Spring's repository over a distributed map with two backups. This process is a member, and so are two more that are
 * started beside it and serve no requests. Hazelcast's own module for Spring Session, which sends only what has
 * changed, is published elsewhere.
 */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class HazelcastSessions {

    private static final String MAP = "sessions";

    @Bean(destroyMethod = "shutdown")
    HazelcastInstance hazelcastInstance(
            @Value("${benchmark.hazelcast.port}") int port,
            @Value("${benchmark.hazelcast.members}") List<String> members) {
        Config config = new Config();
        config.setClusterName("benchmark");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.getNetworkConfig().setPort(port).setPortAutoIncrement(false);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getMulticastConfig().setEnabled(false);
        join.getAutoDetectionConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).setMembers(members);
        config.getMapConfig(MAP).setBackupCount(2);
        return Hazelcast.newHazelcastInstance(config);
    }

    @Bean
    MapSessionRepository sessionRepository(HazelcastInstance hazelcast) {
        return new MapSessionRepository(hazelcast.getMap(MAP));
    }
}
