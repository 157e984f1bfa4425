package io.memshare.autoconfigure;

import io.memshare.node.NodeAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks the name service of the system, and the configuration endpoints of clusters. Addresses come by way of the cache
 * of the JVM. Thread-safe.
 *
 * @param services finds service records
 * @param clusters asks configuration endpoints
 */
record NetworkLookup(ServiceRecords services, ClusterConfiguration clusters) implements NodeLookup {

    @Override
    public List<NodeAddress> nodes(NodeSource source) throws IOException {
        if (source instanceof NodeSource.Host host) {
            return addresses(host.name());
        }
        if (source instanceof NodeSource.Service service) {
            return services.nodes(service.name());
        }
        return clusters.nodes(((NodeSource.Cluster) source).endpoint());
    }

    private static List<NodeAddress> addresses(NodeAddress name) throws IOException {
        try {
            return Stream.of(InetAddress.getAllByName(name.host()))
                    .map(address -> new NodeAddress(address.getHostAddress(), name.port()))
                    .toList();
        } catch (UnknownHostException ex) {
            throw new IOException(
                    "the name " + name.host() + " has no address, or the name service does not answer", ex);
        }
    }
}
