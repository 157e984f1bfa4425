package io.memshare.autoconfigure;

import io.memshare.node.NodeAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** Finds the nodes behind a name. Implementations must be thread-safe. */
interface NodeLookup {

    /** Asks the name service of the system, by way of the cache of the JVM. */
    NodeLookup SYSTEM = name -> Stream.of(InetAddress.getAllByName(name.host()))
            .map(address -> new NodeAddress(address.getHostAddress(), name.port()))
            .toList();

    /**
     * Looks up a name.
     *
     * @param name the name, and the port of each node behind it
     * @return the nodes, in any order
     * @throws UnknownHostException if the name has no address, or the name service does not answer
     */
    List<NodeAddress> nodes(NodeAddress name) throws UnknownHostException;
}
