package io.memshare;

import io.memshare.completeness.CompletenessListener;
import io.memshare.completeness.ListState;
import io.memshare.completeness.ListState.Phase;
import io.memshare.completeness.ListUser;
import io.memshare.node.Node;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeOpener;
import io.memshare.node.NodeStatus;
import io.memshare.node.Replica;
import io.memshare.placement.Membership;
import io.memshare.placement.Placement;
import io.memshare.replication.Hints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The nodes in use. When the list changes, it opens nodes that are new, and closes nodes that have left after the
 * requests that began with them have ended. Safe for use by several threads.
 */
final class NodePool implements ListUser {

    /** The longest write and a reply, in timeouts. */
    private static final int LONGEST_REQUEST = 24;

    private final NodeOpener opener;
    private final Followers followers;
    private final Duration requestsEnd;
    private final Membership membership;
    private volatile List<Node> nodes;
    private volatile ListState state;
    private volatile boolean started;
    private final Set<Node> leaving = new HashSet<>();
    private boolean closed;

    /** The parts that are told of the nodes in use. */
    record Followers(Hints hints, CompletenessListener listener) {}

    /**
     * Creates a pool of nodes that do not connect yet.
     *
     * @param opener creates nodes
     * @param settings have the first list, and the timeout that bounds requests
     * @param initial the state of the first list
     */
    NodePool(NodeOpener opener, Followers followers, MemshareSettings settings, ListState initial) {
        this.opener = opener;
        this.followers = followers;
        this.requestsEnd = settings.timeout().multipliedBy(LONGEST_REQUEST);
        this.state = initial;
        this.nodes = settings.nodes().stream().map(opener::open).toList();
        this.membership = new Membership(new Placement(nodes, settings.redundancy()));
    }

    /** Returns all nodes, also those that are only written to. */
    List<Node> nodes() {
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
        return nodes.stream().map(Node::status).toList();
    }

    /** Begins to connect. */
    synchronized void start() {
        started = true;
        nodes.forEach(Node::start);
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
        Map<NodeAddress, Node> used = new HashMap<>();
        nodes.forEach(node -> used.put(node.address(), node));
        List<Node> opened = new ArrayList<>();
        for (NodeAddress address : next.nodes()) {
            used.computeIfAbsent(address, unknown -> {
                Node node = opener.open(unknown);
                opened.add(node);
                return node;
            });
        }
        List<Node> all = new ArrayList<>(nodes);
        all.addAll(opened);
        List<Node> left = new ArrayList<>(all);
        left.removeIf(node -> next.nodes().contains(node.address()));
        all.removeAll(left);
        leaving.addAll(left);
        opener.timeouts().adapt(all.size(), next.redundancy());
        membership.replace(placement(next, used));
        nodes = List.copyOf(all);
        state = next;
        if (started) {
            opened.forEach(Node::start);
        }
        opener.runtime().after(requestsEnd, () -> left.forEach(this::closeLeft));
    }

    @Override
    public void used(ListState next) {
        followers.listener().listChanged(next);
    }

    private static Placement placement(ListState list, Map<NodeAddress, Node> used) {
        Placement trusted = new Placement(of(used, list.trustedNodes()), list.redundancy());
        if (!list.isChanging()) {
            return trusted;
        }
        Placement other = new Placement(of(used, list.otherNodes()), list.otherRedundancy());
        return list.phase() == Phase.FILLING ? trusted.filling(other) : trusted.switchedFrom(other);
    }

    private static List<Replica> of(Map<NodeAddress, Node> used, List<NodeAddress> addresses) {
        return addresses.stream().<Replica>map(used::get).toList();
    }

    private synchronized void closeLeft(Node node) {
        leaving.remove(node);
        node.close();
        if (!state.nodes().contains(node.address())) {
            followers.hints().forget(node.address());
        }
    }

    synchronized void close() {
        closed = true;
        nodes.forEach(Node::close);
        leaving.forEach(Node::close);
    }
}
