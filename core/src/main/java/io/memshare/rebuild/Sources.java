package io.memshare.rebuild;

import io.memshare.completeness.CompletenessKeeper;
import io.memshare.completeness.Standing;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.placement.Placement;
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
     * @return the complete peers; if there is none, all peers, provided that each is in reach: then everything that is left of
     *     any record is among them
     */
    static Sources of(Replica target, Placement placement, CompletenessKeeper keeper) {
        List<Replica> peers =
                placement.nodes().stream().filter(node -> node != target).toList();
        List<Standing> all =
                peers.stream().map(peer -> keeper.standing(peer).join()).toList();
        Sources complete = of(peers, all, Standing.Kind.COMPLETE);
        Sources incomplete = of(peers, all, Standing.Kind.INCOMPLETE);
        return complete.nodes().isEmpty() && incomplete.nodes().size() == peers.size() ? incomplete : complete;
    }

    private static Sources of(List<Replica> peers, List<Standing> all, Standing.Kind kind) {
        List<Replica> nodes = new ArrayList<>();
        List<Standing> standings = new ArrayList<>();
        for (int i = 0; i < peers.size(); i++) {
            if (all.get(i).kind() == kind) {
                nodes.add(peers.get(i));
                standings.add(all.get(i));
            }
        }
        return new Sources(nodes, standings);
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
     * Returns whether complete peers hold between them every record that a node should, as far as any copy is left: so few
     * peers are missing that each key has one that is not. With a single copy of each record no peer has any.
     *
     * @param sources the number of complete peers
     * @param nodes the number of all nodes
     * @param redundancy the number of copies of a record
     */
    static boolean suffice(int sources, int nodes, int redundancy) {
        return redundancy == 1 || nodes - 1 - sources <= redundancy - 2;
    }
}
