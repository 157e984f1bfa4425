package io.memshare.autoconfigure.compose;

import io.memshare.autoconfigure.MemshareConnectionDetails;
import io.memshare.node.NodeAddress;
import java.util.List;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;

/**
 * Creates a node for each memcached service of a compose file. Spring Boot registers the details of each service as a
 * separate bean, and the nodes of all these beans are used together. A service is recognized by its image; the label
 * {@code org.springframework.boot.service-connection: memcached} marks another image as memcached, and
 * {@code org.springframework.boot.ignore: true} excludes a service. Stateless and thread-safe.
 */
final class MemcachedDockerComposeConnectionDetailsFactory
        extends DockerComposeConnectionDetailsFactory<MemshareConnectionDetails> {

    private static final String[] IMAGES = {"memcached", "bitnami/memcached", "bitnamilegacy/memcached"};

    MemcachedDockerComposeConnectionDetailsFactory() {
        super(IMAGES);
    }

    @Override
    protected MemshareConnectionDetails getDockerComposeConnectionDetails(DockerComposeConnectionSource source) {
        return new ServiceDetails(source.getRunningService());
    }

    private static final class ServiceDetails extends DockerComposeConnectionDetails
            implements MemshareConnectionDetails {

        private final NodeAddress node;

        ServiceDetails(RunningService service) {
            super(service);
            this.node = new NodeAddress(service.host(), service.ports().get(NodeAddress.DEFAULT_PORT));
        }

        @Override
        public List<NodeAddress> nodes() {
            return List.of(node);
        }
    }
}
