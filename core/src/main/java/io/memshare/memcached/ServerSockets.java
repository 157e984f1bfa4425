package io.memshare.memcached;

import io.memshare.node.NodeAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Where every connection to a server begins, that of requests as well as that of the crawler: what both need goes here. */
final class ServerSockets {

    private ServerSockets() {}

    /**
     * Connects.
     *
     * @param address the server; its name is resolved each time, as a node may come back under another address
     * @param timeout how long that may take, at least 1 ms
     * @return a channel that blocks
     * @throws IOException if there is no connection within the timeout; its message is for a person
     */
    static SocketChannel connect(NodeAddress address, Duration timeout) throws IOException {
        InetSocketAddress socketAddress = new InetSocketAddress(address.host(), address.port());
        if (socketAddress.isUnresolved()) {
            throw new IOException("the host name " + address.host() + " cannot be resolved");
        }
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            channel.socket().connect(socketAddress, (int) Math.max(1, timeout.toMillis()));
            return channel;
        } catch (SocketTimeoutException ex) {
            throw abandoned(channel, "no connection within " + timeout.toMillis() + " ms", ex);
        } catch (IOException ex) {
            throw abandoned(channel, String.valueOf(ex.getMessage()), ex);
        }
    }

    /** Closes what was opened and returns what to throw for that. */
    static IOException abandoned(AutoCloseable opened, String message, Exception cause) {
        try {
            opened.close();
        } catch (Exception ex) {
            cause.addSuppressed(ex);
        }
        return new IOException(message, cause);
    }
}
