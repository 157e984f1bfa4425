package io.memshare.completeness;

import io.memshare.node.Hash64;
import io.memshare.node.NodeAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The list of nodes that the application servers use, or the change from one list to another. Every server writes to
 * the nodes of both lists while the list is changed, and trusts the nodes of one of them. Immutable.
 *
 * <p>States that servers may use at the same time are neighbours: {@link Phase#STABLE} and {@link Phase#FILLING} trust
 * the same list, and all servers of {@link Phase#FILLING} and {@link Phase#SWITCHED} write to both lists.
 *
 * @param cluster a number that all states of the same servers share; 0 for the configured list
 * @param epoch the number of the state, 0 for the configured list
 * @param phase how far the change has come
 * @param from the former list; {@code to} if the list is not being changed
 * @param to the new list
 */
public record ListState(long cluster, long epoch, Phase phase, NodeList from, NodeList to) implements ControlRecord {

    static final String KIND = "list-state";

    /** The phases of a change. */
    public enum Phase {
        /** There is a single list. */
        STABLE(0),
        /** The nodes of the new list are being filled; the former list is trusted. */
        FILLING(1),
        /** The new list is trusted; the nodes of the former list are still written to. */
        SWITCHED(2);

        private final int code;

        Phase(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static @Nullable Phase of(int code) {
            for (Phase phase : values()) {
                if (phase.code == code) {
                    return phase;
                }
            }
            return null;
        }
    }

    /** Returns the state of a server that knows of no change. */
    static ListState configured(NodeList list) {
        return new ListState(0, 0, Phase.STABLE, list, list);
    }

    /** Returns the list whose nodes are trusted. */
    NodeList trusted() {
        return phase == Phase.SWITCHED ? to : from;
    }

    /** Returns the list whose nodes are only written to; the trusted list if the list is not being changed. */
    NodeList also() {
        return phase == Phase.SWITCHED ? from : to;
    }

    /** Returns whether the list is being changed. */
    public boolean isChanging() {
        return phase != Phase.STABLE;
    }

    /** Returns the trusted nodes. */
    public List<NodeAddress> trustedNodes() {
        return trusted().nodes();
    }

    /** Returns the number of copies of each record on trusted nodes. */
    public int redundancy() {
        return trusted().redundancy();
    }

    /** Returns the nodes that are only written to; the trusted nodes if the list is not being changed. */
    public List<NodeAddress> otherNodes() {
        return also().nodes();
    }

    /** Returns the number of copies of each record on the nodes that are only written to. */
    public int otherRedundancy() {
        return also().redundancy();
    }

    /** Returns all nodes, the trusted nodes first. */
    public List<NodeAddress> nodes() {
        Set<NodeAddress> all = new LinkedHashSet<>(trustedNodes());
        all.addAll(otherNodes());
        return List.copyOf(all);
    }

    boolean contains(NodeAddress node) {
        return from.contains(node) || to.contains(node);
    }

    /**
     * Returns whether servers in this state write to a node everything that it should hold according to a list.
     *
     * @param node the node
     * @param list the list, which contains the node
     */
    boolean writesAll(NodeAddress node, NodeList list) {
        return writesAll(from, node, list) || writesAll(to, node, list);
    }

    private static boolean writesAll(NodeList used, NodeAddress node, NodeList list) {
        return used.hasSameNodes(list) || (used.isEverywhere() && used.contains(node));
    }

    /** Returns a number that identifies this state, the same on every server. */
    long fingerprint() {
        if (epoch == 0) {
            return from.fingerprint();
        }
        String text = cluster + "/" + epoch + "/" + phase + "/" + from.fingerprint() + "/" + to.fingerprint();
        return Hash64.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the record in which a server announces this state. */
    ControlRecord announcement() {
        return epoch == 0 ? from : this;
    }

    /**
     * Returns whether a server in another state should adopt this state. Of two states of the same epoch, one wins on
     * every server.
     */
    boolean supersedes(ListState other) {
        if (other.cluster != 0 && cluster != other.cluster) {
            return false;
        }
        if (epoch != other.epoch) {
            return epoch > other.epoch;
        }
        return phase != other.phase
                ? phase.compareTo(other.phase) > 0
                : Long.compareUnsigned(fingerprint(), other.fingerprint()) > 0;
    }

    /** Returns the state in which the new list is trusted. */
    ListState switched() {
        return new ListState(cluster, epoch + 1, Phase.SWITCHED, from, to);
    }

    /** Returns the state in which only the trusted list is left. */
    ListState stable() {
        return new ListState(cluster, epoch + 1, Phase.STABLE, trusted(), trusted());
    }

    /**
     * Returns the state in which the nodes of a new list are filled.
     *
     * @param target the new list; its version is ignored
     * @param clusterIfNone the number of the cluster if it has none yet
     */
    ListState filling(NodeList target, long clusterIfNone) {
        long number = cluster == 0 ? clusterIfNone : cluster;
        return new ListState(number, epoch + 1, Phase.FILLING, from, target.withVersion(epoch + 1));
    }

    @Override
    public String kind() {
        return KIND;
    }
}
