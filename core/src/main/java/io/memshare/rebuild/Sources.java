package io.memshare.rebuild;

import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.placement.Placement;
import io.memshare.wholeness.MarkerKeeper;
import io.memshare.wholeness.Standing;
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
     * @return the whole peers; if there is none, all peers, provided that each is in reach: then everything that is left of
     *     any record is among them
     */
    static Sources of(Replica target, Placement placement, MarkerKeeper markers) {
        List<Replica> peers =
                placement.nodes().stream().filter(node -> node != target).toList();
        List<Standing> all =
                peers.stream().map(peer -> markers.standing(peer).join()).toList();
        Sources whole = of(peers, all, Standing.Kind.WHOLE);
        Sources incomplete = of(peers, all, Standing.Kind.INCOMPLETE);
        return whole.nodes().isEmpty() && incomplete.nodes().size() == peers.size() ? incomplete : whole;
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

    /** Returns whether none was emptied or missed a write since it was chosen. */
    boolean unchanged(MarkerKeeper markers) {
        for (int i = 0; i < nodes.size(); i++) {
            if (!markers.standing(nodes.get(i)).join().equals(standings.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether whole peers hold between them every record that a node should, as far as any copy is left: so few
     * peers are missing that each key has one that is not. With a single copy of each record no peer has any.
     *
     * @param sources the number of whole peers
     * @param nodes the number of all nodes
     * @param redundancy the number of copies of a record
     */
    static boolean suffice(int sources, int nodes, int redundancy) {
        return redundancy == 1 || nodes - 1 - sources <= redundancy - 2;
    }
}
