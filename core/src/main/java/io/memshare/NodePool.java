package io.memshare;

import io.memshare.completeness.CompletenessListener;
import io.memshare.completeness.ListState;
import io.memshare.completeness.ListUser;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeRuntime;
import io.memshare.node.NodeStatus;
import io.memshare.node.Replica;
import io.memshare.node.SelfHealingNode;
import io.memshare.placement.Membership;
import io.memshare.placement.Placement;
import io.memshare.placement.QuorumTracker;
import io.memshare.replication.Hints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The nodes in use. When the list changes, it opens nodes that are new, and closes nodes that have left after the
 * requests that began with them have ended. Safe for use by several threads.
 */
final class NodePool implements ListUser {

    /** The longest write and a reply, in timeouts. */
    private static final int LONGEST_REQUEST = 24;

    private final NodeRuntime runtime;
    private final Function<NodeAddress, SelfHealingNode> opener;
    private final Followers followers;
    private final Duration requestsEnd;
    private final Membership membership;
    private volatile List<SelfHealingNode> nodes;
    private volatile ListState state;
    private volatile boolean started;
    private final Set<SelfHealingNode> leaving = new HashSet<>();
    private boolean closed;

    /** The parts that depend on the nodes in use. */
    record Followers(QuorumTracker quorum, Hints hints, CompletenessListener listener) {}

    /**
     * Creates a pool of nodes that do not connect yet.
     *
     * @param opener creates a node
     * @param settings have the first list, and the timeout that bounds requests
     * @param initial the state of the first list
     */
    NodePool(
            NodeRuntime runtime,
            Function<NodeAddress, SelfHealingNode> opener,
            Followers followers,
            MemshareSettings settings,
            ListState initial) {
        this.runtime = runtime;
        this.opener = opener;
        this.followers = followers;
        this.requestsEnd = settings.timeout().multipliedBy(LONGEST_REQUEST);
        this.state = initial;
        this.nodes = settings.nodes().stream().map(opener).toList();
        this.membership = new Membership(new Placement(nodes, settings.redundancy()));
    }

    /** Returns all nodes, also those that are only written to. */
    List<SelfHealingNode> nodes() {
        return nodes;
    }

    Membership membership() {
        return membership;
    }

    /** Returns the state of the list that is in use. */
    ListState state() {
        return state;
    }

    List<NodeStatus> statuses() {
        return nodes.stream().map(SelfHealingNode::status).toList();
    }

    /** Begins to connect. */
    synchronized void start() {
        started = true;
        nodes.forEach(SelfHealingNode::start);
    }

    @Override
    public boolean isSettled() {
        return membership.isSettled();
    }

    @Override
    public synchronized void use(ListState next) {
        if (closed) {
            return;
        }
        Map<NodeAddress, SelfHealingNode> used = new HashMap<>();
        nodes.forEach(node -> used.put(node.address(), node));
        List<SelfHealingNode> opened = new ArrayList<>();
        for (NodeAddress address : next.nodes()) {
            used.computeIfAbsent(address, unknown -> {
                SelfHealingNode node = opener.apply(unknown);
                opened.add(node);
                return node;
            });
        }
        List<SelfHealingNode> all = new ArrayList<>(nodes);
        all.addAll(opened);
        List<SelfHealingNode> left = new ArrayList<>(all);
        left.removeIf(node -> next.nodes().contains(node.address()));
        all.removeAll(left);
        leaving.addAll(left);
        followers.quorum().adapt(all.size(), next.redundancy());
        Placement trusted = new Placement(of(used, next.trustedNodes()), next.redundancy());
        membership.replace(
                next.isChanging()
                        ? trusted.and(new Placement(of(used, next.otherNodes()), next.otherRedundancy()))
                        : trusted);
        nodes = List.copyOf(all);
        state = next;
        followers.listener().listChanged(next);
        if (started) {
            opened.forEach(SelfHealingNode::start);
        }
        runtime.after(requestsEnd, () -> left.forEach(this::closeLeft));
    }

    private static List<Replica> of(Map<NodeAddress, SelfHealingNode> used, List<NodeAddress> addresses) {
        return addresses.stream().<Replica>map(used::get).toList();
    }

    private synchronized void closeLeft(SelfHealingNode node) {
        leaving.remove(node);
        node.close();
        if (!state.nodes().contains(node.address())) {
            followers.hints().forget(node.address());
        }
    }

    synchronized void close() {
        closed = true;
        nodes.forEach(SelfHealingNode::close);
        leaving.forEach(SelfHealingNode::close);
    }
}
