package io.memshare.autoconfigure;

import io.memshare.node.NodeAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * The addresses of the memcached nodes, and the security of connections to them. If there are several beans of this
 * type, the nodes of all of them are used, in the order of the beans; if there is none, those configured by
 * {@code memshare.nodes}, {@code memshare.username}, {@code memshare.password} and {@code memshare.ssl}. Thread-safe.
 */
public interface MemshareConnectionDetails extends ConnectionDetails {

    /**
     * Returns the nodes.
     *
     * @return the addresses, without duplicates; the order matters only for messages
     */
    List<NodeAddress> nodes();

    /**
     * Returns the user name for these nodes.
     *
     * @return the user name, or null if they require none
     */
    default @Nullable String username() {
        return null;
    }

    /**
     * Returns the password for these nodes.
     *
     * @return the password, or null if they require none
     */
    default @Nullable String password() {
        return null;
    }

    /**
     * Returns the SSL bundle for these nodes. It is called for each connection, so that a bundle can be replaced.
     *
     * @return the current bundle, or null if these nodes do not use TLS; either always null or never
     */
    default @Nullable SslBundle sslBundle() {
        return null;
    }
}
