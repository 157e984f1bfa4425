package io.memshare.autoconfigure;

import io.memshare.Memshare;
import io.memshare.MemshareListener;
import io.memshare.completeness.ListState;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeFailure;
import io.memshare.node.NodeStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Stops the start of an application if it reached every node and can use none, such as when their port is that of
 * another program or the password is wrong. Nodes that cannot be reached do not stop it, because they may come back.
 * Waits until a node is up or all have been tried, at most for the timeout of connections.
 */
final class StartCheck implements SmartInitializingSingleton {

    private final Memshare memshare;
    private final Duration patience;

    /**
     * Creates a check.
     *
     * @param patience how long to wait at most
     */
    StartCheck(Memshare memshare, Duration patience) {
        this.memshare = memshare;
        this.patience = patience;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Semaphore events = new Semaphore(0);
        MemshareListener listener = new NodeEvents(events);
        memshare.addListener(listener);
        try {
            long endNanos = System.nanoTime() + patience.toNanos();
            while (isUndecided(memshare.nodes())
                    && events.tryAcquire(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                // Each event may have decided it.
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        } finally {
            memshare.removeListener(listener);
        }
        List<NodeStatus> nodes = memshare.nodes();
        if (nodes.stream().allMatch(StartCheck::isMisconfigured)) {
            throw new UnusableNodesException(nodes);
        }
    }

    private static boolean isUndecided(List<NodeStatus> nodes) {
        boolean canFail = nodes.stream().allMatch(node -> isUntried(node) || isMisconfigured(node));
        return canFail && nodes.stream().anyMatch(StartCheck::isUntried);
    }

    private static boolean isUntried(NodeStatus node) {
        return !node.up() && node.lastFailure() == null;
    }

    private static boolean isMisconfigured(NodeStatus node) {
        return !node.up() && node.lastFailure() != null && node.lastFailure().kind() == NodeFailure.Kind.MISCONFIGURED;
    }

    private record NodeEvents(Semaphore events) implements MemshareListener {

        @Override
        public void up(NodeAddress address) {
            events.release();
        }

        @Override
        public void unreachable(NodeAddress address, String reason) {
            events.release();
        }

        @Override
        public void listChanged(ListState state) {
            events.release();
        }

        @Override
        public void misconfigured(NodeAddress address, String reason) {
            events.release();
        }
    }
}
