package io.memshare.autoconfigure.health;

import io.memshare.Memshare;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeStatus;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;

/**
 * The health of the sessions, of the other application servers, and of the nodes that are in use at the moment.
 * Thread-safe; queries no node.
 *
 * @param memshare the nodes
 */
record NodesHealthContributor(Memshare memshare) implements CompositeHealthContributor {

    private static final String SESSIONS = "sessions";
    private static final String SERVERS = "servers";

    @Override
    public @Nullable HealthContributor getContributor(String name) {
        if (name.equals(SESSIONS)) {
            return new SessionsHealthIndicator(memshare);
        }
        if (name.equals(SERVERS)) {
            return new ServersHealthIndicator(memshare);
        }
        return nodes().filter(node -> node.toString().equals(name))
                .findFirst()
                .<HealthContributor>map(node -> new NodeHealthIndicator(memshare, node))
                .orElse(null);
    }

    @Override
    public Stream<Entry> stream() {
        return Stream.concat(
                Stream.of(
                        new Entry(SESSIONS, new SessionsHealthIndicator(memshare)),
                        new Entry(SERVERS, new ServersHealthIndicator(memshare))),
                nodes().map(node -> new Entry(node.toString(), new NodeHealthIndicator(memshare, node))));
    }

    private Stream<NodeAddress> nodes() {
        return memshare.nodes().stream().map(NodeStatus::address);
    }
}
