package io.memshare.autoconfigure;

import io.memshare.node.NodeAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Where the memcached nodes are, and how connections to them are secured. When there are several beans of this type, the nodes of all of them are used, in the order
 * of the beans; when there is none, what {@code memshare.nodes},
 * {@code memshare.username}, {@code memshare.password} and {@code memshare.ssl} say. Thread-safe.
 */
public interface MemshareConnectionDetails extends ConnectionDetails {

    /**
     * Returns the nodes.
     *
     * @return the addresses, each once; the order matters only for messages
     */
    List<NodeAddress> nodes();

    /**
     * Returns the user name for these nodes.
     *
     * @return the user name, or null if they ask for none
     */
    default @Nullable String username() {
        return null;
    }

    /**
     * Returns the password for these nodes.
     *
     * @return the password, or null if they ask for none
     */
    default @Nullable String password() {
        return null;
    }

    /**
     * Returns the SSL bundle for these nodes. It is asked for at each connection, so that a bundle may be replaced.
     *
     * @return the bundle as it is at present, or null if these nodes do not speak TLS; always null or never
     */
    default @Nullable SslBundle sslBundle() {
        return null;
    }
}
