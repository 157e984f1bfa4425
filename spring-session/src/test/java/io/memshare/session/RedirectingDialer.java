package io.memshare.session;

import io.memshare.memcached.NodeSecurity;
import io.memshare.memcached.Transport;
import io.memshare.node.Connection;
import io.memshare.node.Dialer;
import io.memshare.node.NodeAddress;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * Reaches nodes through what stands before them for one application server, so that a node can be cut off from that one
 * alone.
 */
record RedirectingDialer(Dialer dialer, Map<NodeAddress, NodeAddress> ways) implements Dialer {

    static RedirectingDialer by(Map<NodeAddress, NodeAddress> ways) throws IOException {
        Transport transport = new Transport(address -> NodeSecurity.NONE, System::nanoTime);
        return new RedirectingDialer(transport.dialer(InstantSource.system()), ways);
    }

    @Override
    public Connection dial(NodeAddress address, Duration timeout, Connection.Listener listener) throws IOException {
        return dialer.dial(ways.getOrDefault(address, address), timeout, listener);
    }

    @Override
    public void close() {
        dialer.close();
    }
}
