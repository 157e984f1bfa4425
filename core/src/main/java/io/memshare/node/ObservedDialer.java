package io.memshare.node;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Notifies listeners of the requests over the connections of another dialer. While there is no listener, nothing is
 * measured. Safe for use by several threads.
 *
 * @param dialer establishes the connections
 * @param listeners the listeners; thread-safe, and may change at any time
 * @param nanoTime a monotonic clock such as {@link System#nanoTime}
 */
record ObservedDialer(Dialer dialer, List<RequestListener> listeners, LongSupplier nanoTime) implements Dialer {

    @Override
    public Connection dial(NodeAddress address, Duration timeout, Connection.Listener listener) throws IOException {
        return new ObservedConnection(address, dialer.dial(address, timeout, listener));
    }

    @Override
    public void close() {
        dialer.close();
    }

    private final class ObservedConnection implements Connection {

        private final NodeAddress node;
        private final Connection connection;

        ObservedConnection(NodeAddress node, Connection connection) {
            this.node = node;
            this.connection = connection;
        }

        @Override
        public CompletableFuture<Reply> send(Request request) {
            if (listeners.isEmpty()) {
                return connection.send(request);
            }
            ObservedReply reply = new ObservedReply(node, request, listeners.toArray(), nanoTime);
            connection.send(request, reply);
            return reply;
        }

        /** Not told to the listeners: whoever brings the future observes it. */
        @Override
        public void send(Request request, CompletableFuture<Reply> reply) {
            connection.send(request, reply);
        }

        @Override
        public int largestValue() {
            return connection.largestValue();
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
