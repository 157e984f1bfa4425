package io.memshare.rebuild;

import io.memshare.completeness.CompletenessKeeper;
import io.memshare.completeness.NodeFilling;
import io.memshare.completeness.VoucherStatus;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.placement.Placement;
import io.memshare.replication.Consistency;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The peers of a node from which its records are copied.
 *
 * @param nodes the peers
 * @param statuses the status of each peer when it was chosen
 */
record Sources(List<Replica> nodes, List<VoucherStatus> statuses) {

    /**
     * Queries all peers. Blocks at most for a timeout of a node.
     *
     * @return the result of {@link #choose} for their answers
     */
    static Sources of(Replica target, Placement placement, CompletenessKeeper keeper) {
        List<Replica> peers =
                placement.trustedNodes().stream().filter(node -> node != target).toList();
        List<VoucherStatus> all =
                peers.stream().map(peer -> keeper.filling().status(peer).join()).toList();
        return choose(new Sources(peers, all), placement, keeper.consistency());
    }

    /**
     * Chooses among all peers. No I/O.
     *
     * @return the peers that count; if they are too few, all peers, provided that each is reachable, because then they
     *     hold all that is left of any record
     */
    static Sources choose(Sources all, Placement placement, Consistency consistency) {
        List<Replica> nodes = new ArrayList<>();
        List<VoucherStatus> statuses = new ArrayList<>();
        boolean allKnown = true;
        for (int i = 0; i < all.nodes().size(); i++) {
            VoucherStatus status = all.statuses().get(i);
            allKnown &= status.kind() != VoucherStatus.Kind.UNKNOWN;
            if (status.counts()) {
                nodes.add(all.nodes().get(i));
                statuses.add(status);
            }
        }
        boolean enough = areEnough(nodes.size(), placement, consistency);
        return !enough && allKnown ? all : new Sources(nodes, statuses);
    }

    /** Returns whether so many peers are preferred to all of them. */
    static boolean areEnough(int sources, Placement placement, Consistency consistency) {
        return consistency == Consistency.QUORUM
                ? suffice(sources, placement.trustedNodes().size(), placement.redundancy(), consistency)
                : sources > 0;
    }

    List<NodeAddress> addresses() {
        return nodes.stream().map(Replica::address).toList();
    }

    /**
     * Returns for each peer the token from which on its records may be missing on a node.
     *
     * @param target the status of the node
     * @param onlyMissed whether the node lacks nothing but writes that its voucher tells of
     * @return a token per peer, all 0 if any peer may hold missing records of any age
     */
    List<Long> missingSince(VoucherStatus target, boolean onlyMissed) {
        if (!onlyMissed) {
            return Collections.nCopies(nodes.size(), 0L);
        }
        List<Long> tokens = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            tokens.add(target.missingSince(nodes.get(i).address(), statuses.get(i)));
        }
        if (tokens.contains(0L)) {
            tokens.replaceAll(token -> 0L);
        }
        return tokens;
    }

    /**
     * Returns whether no source was emptied or missed a write since it was chosen, and none has a note that the node
     * missed a write.
     */
    boolean areUnchanged(Replica target, VoucherStatus since, NodeFilling filling) {
        for (int i = 0; i < nodes.size(); i++) {
            Replica source = nodes.get(i);
            if (!filling.status(source).join().isSameAs(statuses.get(i))
                    || filling.hasNoted(source, target, since).join()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether these peers hold everything that a node lacks, as far as any copy is left. While the list of
     * nodes is changed, they are nodes of the trusted list, and the node may be none, or hold everything according to
     * it.
     */
    boolean suffice(Replica target, VoucherStatus status, Placement placement, Consistency consistency) {
        boolean trusted = placement.trustedNodes().contains(target);
        if (trusted && status.kind() != VoucherStatus.Kind.COMPLETE) {
            return suffice(nodes.size(), placement.trustedNodes().size(), placement.redundancy(), consistency);
        }
        int peers = placement.trustedNodes().size() - (trusted ? 1 : 0);
        return placement.redundancy() == 1
                ? nodes.size() == peers
                : suffice(nodes.size(), peers, placement.redundancy(), consistency);
    }

    /**
     * Returns whether so few peers are missing that the others together hold everything that a node should, as far as
     * any copy is left. If any copy may be trusted, each key must have another replica among them. Under quorum
     * consistency, they must include a node of any majority to which the node belonged. With a single copy of each
     * record, no peer has any.
     *
     * @param sources the number of peers that count
     * @param nodes the number of all nodes
     * @param redundancy the number of copies of a record
     * @param consistency how many copies an answer requires
     */
    static boolean suffice(int sources, int nodes, int redundancy, Consistency consistency) {
        int shared = consistency == Consistency.QUORUM ? consistency.needed(redundancy) : redundancy;
        return redundancy == 1 || nodes - 1 - sources <= shared - 2;
    }
}
