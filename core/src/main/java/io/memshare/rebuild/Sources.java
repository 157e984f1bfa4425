package io.memshare.rebuild;

import io.memshare.completeness.CompletenessKeeper;
import io.memshare.completeness.Standing;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.placement.Placement;
import io.memshare.replication.Consistency;
import java.util.ArrayList;
import java.util.List;

/**
 * The peers of a node where its records are looked for.
 *
 * @param nodes the peers
 * @param standings how each of them stood when it was chosen
 */
record Sources(List<Replica> nodes, List<Standing> standings) {

    /**
     * Asks all peers. Blocks for a timeout of a node at most.
     *
     * @return what {@link #choose} makes of what they say
     */
    static Sources of(Replica target, Placement placement, CompletenessKeeper keeper) {
        List<Replica> peers =
                placement.nodes().stream().filter(node -> node != target).toList();
        List<Standing> all =
                peers.stream().map(peer -> keeper.standing(peer).join()).toList();
        return choose(new Sources(peers, all), placement, keeper.consistency());
    }

    /**
     * Chooses among all peers. No I/O.
     *
     * @return the peers whose word counts; if they are too few, all peers, provided that each is in reach: then everything that is
     *     left of any record is among them
     */
    static Sources choose(Sources all, Placement placement, Consistency consistency) {
        List<Replica> nodes = new ArrayList<>();
        List<Standing> standings = new ArrayList<>();
        boolean allKnown = true;
        for (int i = 0; i < all.nodes().size(); i++) {
            Standing standing = all.standings().get(i);
            allKnown &= standing.kind() != Standing.Kind.UNKNOWN;
            if (standing.counts()) {
                nodes.add(all.nodes().get(i));
                standings.add(standing);
            }
        }
        boolean enough = areEnough(nodes.size(), placement, consistency);
        return !enough && allKnown ? all : new Sources(nodes, standings);
    }

    /** Returns whether so many peers are preferred to all of them. */
    static boolean areEnough(int sources, Placement placement, Consistency consistency) {
        return consistency == Consistency.QUORUM
                ? suffice(sources, placement.nodes().size(), placement.redundancy(), consistency)
                : sources > 0;
    }

    List<NodeAddress> addresses() {
        return nodes.stream().map(Replica::address).toList();
    }

    /**
     * Returns from which token on the records of each peer may be missing on a node.
     *
     * @param target how the node stood
     * @return one token for each peer, all 0 if one of them may have anything that is missing
     */
    List<Long> missingSince(Standing target) {
        List<Long> tokens = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            tokens.add(CompletenessKeeper.missingSince(target, nodes.get(i).address(), standings.get(i)));
        }
        if (tokens.contains(0L)) {
            tokens.replaceAll(token -> 0L);
        }
        return tokens;
    }

    /** Returns whether none was emptied or missed a write since it was chosen, and none has noted that the node missed one. */
    boolean areUnchanged(Replica target, Standing since, CompletenessKeeper keeper) {
        for (int i = 0; i < nodes.size(); i++) {
            Replica source = nodes.get(i);
            if (!keeper.standing(source).join().isSameAs(standings.get(i))
                    || keeper.hasNoted(source, target, since).join()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether so few peers are missing that what a node should hold is all among the others, as far as any copy is left.
     * Where any copy may be believed, one other replica of each key has to be there. Where majorities count, so many that they have
     * one in common with any majority that the node was part of. With a single copy of each record no peer has any.
     *
     * @param sources the number of peers whose word counts
     * @param nodes the number of all nodes
     * @param redundancy the number of copies of a record
     * @param consistency how many copies an answer takes
     */
    static boolean suffice(int sources, int nodes, int redundancy, Consistency consistency) {
        int shared = consistency == Consistency.QUORUM ? consistency.needed(redundancy) : redundancy;
        return redundancy == 1 || nodes - 1 - sources <= shared - 2;
    }
}
