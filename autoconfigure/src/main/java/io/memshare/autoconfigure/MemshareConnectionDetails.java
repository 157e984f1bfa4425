package io.memshare.autoconfigure;

import io.memshare.node.NodeAddress;
import java.util.List;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where the memcached nodes are. When there are several beans of this type, the nodes of all of them are used, in the order
 * of the beans; when there is none, those of {@code memshare.nodes}.
 */
public interface MemshareConnectionDetails extends ConnectionDetails {

    /**
     * Returns the nodes.
     *
     * @return the addresses, each once; the order matters only for messages
     */
    List<NodeAddress> nodes();
}
