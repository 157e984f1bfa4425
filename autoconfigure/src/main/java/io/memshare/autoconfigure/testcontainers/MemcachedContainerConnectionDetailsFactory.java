package io.memshare.autoconfigure.testcontainers;

import io.memshare.autoconfigure.MemshareConnectionDetails;
import io.memshare.node.NodeAddress;
import java.util.List;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;
import org.testcontainers.containers.Container;

/**
 * Creates a node for a memcached container with {@code @ServiceConnection}. The container is recognized by its image;
 * {@code @ServiceConnection(name = "memcached")} marks another image as memcached. Stateless and thread-safe.
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

    /**
     * Queries the port of the container only when the nodes are opened, because the container may not be started
     * earlier.
     */
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
