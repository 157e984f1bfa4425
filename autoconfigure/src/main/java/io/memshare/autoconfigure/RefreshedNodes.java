package io.memshare.autoconfigure;

import io.memshare.Memshare;
import io.memshare.completeness.NodeListChange;
import io.memshare.node.NodeAddress;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/**
 * Changes the list of nodes when Spring Cloud has refreshed the environment with another {@code memshare.nodes}. A list
 * that cannot be used is logged, and the present one remains. Thread-safe.
 */
final class RefreshedNodes implements GenericApplicationListener {

    static final String EVENT = "org.springframework.cloud.context.environment.EnvironmentChangeEvent";

    private static final Logger LOG = LoggerFactory.getLogger(RefreshedNodes.class);
    private static final String PROPERTY = NodeEntries.PROPERTY;

    private final Memshare memshare;
    private final Environment environment;
    private final NodeLookup lookup;
    private List<String> known;

    /**
     * Creates a listener.
     *
     * @param configured the entries of the property at the start, and how names are looked up
     */
    RefreshedNodes(Memshare memshare, Environment environment, NodeEntries configured) {
        this.memshare = memshare;
        this.environment = environment;
        this.known = configured.entries();
        this.lookup = configured.lookup();
    }

    @Override
    public boolean supportsEventType(ResolvableType eventType) {
        return eventType.toClass().getName().equals(EVENT);
    }

    /** A refresh of other properties must not undo a change that was made by the endpoint. */
    @Override
    public synchronized void onApplicationEvent(ApplicationEvent event) {
        try {
            List<String> entries = Binder.get(environment)
                    .bind(PROPERTY, Bindable.listOf(String.class))
                    .orElse(known);
            if (!entries.equals(known)) {
                List<NodeAddress> nodes = new NodeEntries(entries, lookup).nodes();
                known = List.copyOf(entries);
                report(nodes, memshare.changeNodes(nodes).join());
            }
        } catch (RuntimeException ex) {
            LOG.error(
                    "the refreshed {} cannot be used, and the list of nodes remains as it is: {}",
                    PROPERTY,
                    ex.toString());
        }
    }

    private static void report(List<NodeAddress> nodes, NodeListChange outcome) {
        switch (outcome) {
            case ACCEPTED -> LOG.info("{} was refreshed: the list of nodes is changed to {}", PROPERTY, nodes);
            // Other servers have the same configuration and may have been faster.
            case UNCHANGED, NOT_TAKEN -> LOG.info("{} was refreshed: {} is {}", PROPERTY, nodes, outcome);
            default ->
                LOG.error(
                        "{} was refreshed, and the list of nodes cannot be changed to {}: {}",
                        PROPERTY,
                        nodes,
                        outcome);
        }
    }
}
