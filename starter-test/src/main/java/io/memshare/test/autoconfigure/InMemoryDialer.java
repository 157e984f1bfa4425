package io.memshare.test.autoconfigure;

import io.memshare.node.Connection;
import io.memshare.node.Dialer;
import io.memshare.node.NodeAddress;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Connects to in-memory nodes, a separate node per address. Thread-safe. */
final class InMemoryDialer implements Dialer {

    private final InstantSource clock;
    private final Map<NodeAddress, InMemoryNode> nodes = new ConcurrentHashMap<>();

    InMemoryDialer(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Connection dial(NodeAddress address, Duration timeout, Connection.Listener listener) {
        return new Direct(nodes.computeIfAbsent(address, any -> new InMemoryNode(clock)), listener);
    }

    /** Discards all nodes. */
    @Override
    public void close() {
        nodes.clear();
    }

    private static final class Direct implements Connection {

        private final InMemoryNode node;
        private final Connection.Listener listener;
        private final AtomicBoolean closed = new AtomicBoolean();

        Direct(InMemoryNode node, Connection.Listener listener) {
            this.node = node;
            this.listener = listener;
        }

        @Override
        public void send(Request request, CompletableFuture<Reply> reply) {
            Reply answer = node.execute(request);
            listener.received();
            reply.complete(answer);
        }

        @Override
        public int largestValue() {
            return InMemoryNode.LARGEST_VALUE;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                listener.closed("closed");
            }
        }
    }
}
