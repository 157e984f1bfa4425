package io.memshare.sample;

import io.memshare.node.NodeAddress;
import io.memshare.node.NodeStatus;
import io.memshare.session.SessionCopy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The content of the overview page at a point in time. Never contains the id of the session. Immutable.
 *
 * @param server the address and port of the server that answered
 * @param session the session, or null if the request has none
 * @param nodes the nodes in the order of the configuration
 */
record Overview(String server, @Nullable SessionSummary session, List<NodeSummary> nodes) {

    Overview {
        nodes = List.copyOf(nodes);
    }

    /**
     * The session on the page.
     *
     * @param visits the number of visits so far, 0 or more
     * @param timeoutSeconds the seconds without a request after which the session expires; negative for never
     */
    record SessionSummary(int visits, int timeoutSeconds) {}

    /**
     * A node on the page.
     *
     * @param address the node
     * @param up whether requests are sent to it
     * @param reason the reason why it is not up; empty while it is up
     * @param complete whether it is known to hold every record that it should
     * @param copy the node's copy of the session; null if there is no session or this node does not store it
     */
    record NodeSummary(
            String address,
            boolean up,
            String reason,
            boolean complete,
            @Nullable CopySummary copy) {}

    /**
     * A node's copy of the session.
     *
     * @param state {@code current}, {@code older}, {@code missing}, {@code damaged} or {@code unreachable}
     * @param secondsLeft the seconds until the node drops the copy; null if there is no copy or it never expires
     */
    record CopySummary(String state, @Nullable Long secondsLeft) {}

    static List<NodeSummary> nodes(List<NodeStatus> nodes, Set<NodeAddress> complete, List<SessionCopy> copies) {
        Map<NodeAddress, SessionCopy> byNode =
                copies.stream().collect(Collectors.toMap(SessionCopy::node, Function.identity()));
        return nodes.stream()
                .map(node -> new NodeSummary(
                        node.address().toString(),
                        node.up(),
                        node.reason(),
                        complete.contains(node.address()),
                        summary(byNode.get(node.address()))))
                .toList();
    }

    private static @Nullable CopySummary summary(@Nullable SessionCopy copy) {
        return copy == null ? null : new CopySummary(copy.state().name().toLowerCase(Locale.ROOT), copy.secondsLeft());
    }
}
