package io.memshare.autoconfigure.testcontainers;

import io.memshare.autoconfigure.MemshareConnectionDetails;
import io.memshare.node.NodeAddress;
import java.util.List;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;
import org.testcontainers.containers.Container;

/**
 * Makes a node of a memcached container with {@code @ServiceConnection}. The image tells that the container is a memcached;
 * {@code @ServiceConnection(name = "memcached")} says so for another image. Stateless and thread-safe.
 */
final class MemcachedContainerConnectionDetailsFactory
        extends ContainerConnectionDetailsFactory<Container<?>, MemshareConnectionDetails> {

    private static final List<String> IMAGES = List.of("memcached", "bitnami/memcached", "bitnamilegacy/memcached");

    MemcachedContainerConnectionDetailsFactory() {
        super(IMAGES);
    }

    @Override
    protected MemshareConnectionDetails getContainerConnectionDetails(ContainerConnectionSource<Container<?>> source) {
        return new ContainerDetails(source);
    }

    /** Asks the container for its port when the nodes are opened: it may be started only then. */
    private static final class ContainerDetails extends ContainerConnectionDetails<Container<?>>
            implements MemshareConnectionDetails {

        ContainerDetails(ContainerConnectionSource<Container<?>> source) {
            super(source);
        }

        @Override
        public List<NodeAddress> nodes() {
            Container<?> container = getContainer();
            return List.of(new NodeAddress(container.getHost(), container.getMappedPort(NodeAddress.DEFAULT_PORT)));
        }
    }
}
