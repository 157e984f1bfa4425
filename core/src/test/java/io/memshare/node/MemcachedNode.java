package io.memshare.node;

import io.memshare.memcached.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Self-healing nodes of real servers, with the threads that they need. */
public final class MemcachedNode implements AutoCloseable {

    /** A rejoin step that has nothing to do. */
    public static final RejoinStep SILENT = (node, channel) -> CompletableFuture.completedFuture(null);

    /** Long enough for a sound server on a busy machine. */
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final NodeRuntime runtime = new NodeRuntime(TIMEOUT, System::nanoTime);
    private final Dialer dialer;
    private final List<Node> nodes = new ArrayList<>();

    public MemcachedNode() {
        try {
            dialer = Transport.plain(System::nanoTime).dialer(InstantSource.system());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Starts to connect. */
    public Node start(String address, RejoinStep greeting, NodeListener listener) {
        Node node = new SelfHealingNode(
                Member.of(NodeAddress.parse(address)),
                dialer,
                greeting,
                runtime,
                new NodeTimeouts(TIMEOUT, TIMEOUT.multipliedBy(2), 1, 1),
                listener);
        nodes.add(node);
        node.start();
        return node;
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
        dialer.close();
        runtime.close();
    }
}
