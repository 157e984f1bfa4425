package io.memshare.autoconfigure;

import io.memshare.Memshare;
import io.memshare.NodeListReport;
import io.memshare.completeness.ListState;
import io.memshare.completeness.NodeListChange;
import io.memshare.node.NodeAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Looks the names of {@code memshare.nodes} up again and again, and changes the list of nodes when other nodes are
 * found. A lookup that fails changes nothing.
 */
final class LookedUpNodes implements SmartInitializingSingleton, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(LookedUpNodes.class);

    private final Memshare memshare;
    private final Supplier<NodeEntries> configured;
    private final Duration interval;
    private final VanishedNodes vanished = new VanishedNodes();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "memshare-lookup");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Set<NodeAddress> asked;
    private boolean failed;

    /**
     * Creates the component, which is idle until all beans have been made.
     *
     * @param configured returns the entries of the property, which may be refreshed
     * @param interval the time between two lookups
     */
    LookedUpNodes(Memshare memshare, Supplier<NodeEntries> configured, Duration interval) {
        this.memshare = memshare;
        this.configured = configured;
        this.interval = interval;
    }

    @Override
    public void afterSingletonsInstantiated() {
        // Ends with the executor; a lookup that fails is logged.
        ScheduledFuture<?> unused = executor.scheduleWithFixedDelay(
                this::run, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void destroy() {
        executor.shutdownNow();
    }

    private void run() {
        try {
            NodeEntries entries = configured.get();
            if (entries.areLookedUp()) {
                follow(vanished.after(entries.nodes()));
                failed = false;
            }
        } catch (RuntimeException ex) {
            if (!failed) {
                LOG.warn(
                        "the list of memcached nodes cannot follow the name service, and remains as it is: {}",
                        ex.toString());
            }
            failed = true;
        }
    }

    /** A change by an operator remains until the name service returns other nodes. */
    private void follow(Set<NodeAddress> found) {
        if (found.equals(asked)) {
            return;
        }
        NodeListReport list = memshare.report().list();
        if (!list.foreign().isEmpty()) {
            // Such as a server that was started when the name had fewer addresses: it must not speak for the others.
            throw new IllegalStateException("another application server uses the list " + list.foreign());
        }
        if (asked == null && list.phase() != ListState.Phase.STABLE) {
            return;
        }
        NodeListChange outcome = memshare.changeNodes(List.copyOf(found)).join();
        switch (outcome) {
            case ACCEPTED ->
                LOG.info("the name service returned other memcached nodes: the list is changed to {}", found);
            case UNCHANGED -> LOG.debug("the name service returned the memcached nodes {}, as before", found);
            case NOT_TAKEN, CHANGING -> {
                return;
            }
            default ->
                LOG.error(
                        "the list of memcached nodes cannot be changed to {}, which the name service returned: {}",
                        found,
                        outcome);
        }
        asked = found;
    }
}
