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
 * What the page for people shows, at one moment. Never holds the session's id. Immutable.
 *
 * @param server the address and port of the server that answered
 * @param session the session, or null if the request has none
 * @param nodes the nodes in the order in which they are configured
 */
record Overview(String server, @Nullable SessionSummary session, List<NodeSummary> nodes) {

    Overview {
        nodes = List.copyOf(nodes);
    }

    /**
     * @param visits the number of visits so far, 0 or more
     * @param timeoutSeconds the seconds without a request after which the session ends; negative for never
     */
    record SessionSummary(int visits, int timeoutSeconds) {}

    /**
     * @param address the node
     * @param up whether requests are sent to it
     * @param reason why it is not up; empty while it is
     * @param complete whether it is known to hold every record that it should
     * @param copy the node's copy of the session; null if there is no session or this node has none to keep
     */
    record NodeSummary(
            String address,
            boolean up,
            String reason,
            boolean complete,
            @Nullable CopySummary copy) {}

    /**
     * @param state {@code current}, {@code older}, {@code missing}, {@code damaged} or {@code unreachable}
     * @param secondsLeft the seconds after which the node forgets the copy; null if there is none or it never does
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
