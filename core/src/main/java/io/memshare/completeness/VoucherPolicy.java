package io.memshare.completeness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which vouchers must change. A pure function of the knowledge about all nodes. */
final class VoucherPolicy {

    private VoucherPolicy() {}

    /** Whether a node is reachable. */
    enum Reach {
        ANSWERED,
        SILENT,
        /** It is too early to tell. */
        STARTING
    }

    /** The change of a voucher. */
    enum Change {
        NONE,
        /** No node had a voucher: the node is complete, because there is nothing that it could lack. */
        FOUNDED,
        /**
         * The node had no voucher, or an unreadable voucher: it lacks everything. Or all nodes have lost their memory,
         * and the node did so after another, which may hold what was written in between.
         */
        EMPTIED,
        /** The node has missed a write. */
        MISSED,
        /** The node has lost records that it held, or other servers use it differently from this server. */
        LOST,
        /** So much time has passed that everything the node lacks has expired. */
        OUTLIVED,
        /** The voucher lacks known properties of the records. */
        COVERED
    }

    /**
     * The knowledge about a node.
     *
     * @param reach whether it has just answered
     * @param voucher its voucher: the voucher that it has just returned, or the last voucher remembered
     * @param lostNanos when this server saw that the node had lost its voucher; null if the node has one, or if this
     *     server has not seen one
     * @param settled whether it has had no voucher for so long that no server is creating a voucher for it
     * @param foreign whether it holds a voucher of a later version or of servers with another key, which is left alone
     * @param missed whether it has missed anything that its voucher does not reflect
     * @param listed whether all servers use it, and it has not dropped anything that others hold
     * @param outlived whether the lifetime of all records has passed since it became incomplete
     * @param covered whether the voucher contains all known properties of the records
     */
    record View(
            Reach reach,
            @Nullable Voucher voucher,
            @Nullable Long lostNanos,
            boolean settled,
            boolean foreign,
            boolean missed,
            boolean listed,
            boolean outlived,
            boolean covered) {}

    /**
     * Decides.
     *
     * @param views all nodes
     * @param waited whether the wait for silent nodes has been long enough
     * @param own the node list of this server. Under quorum consistency, nodes are new only if all of them say so
     * @return the change of the voucher of each node
     */
    static List<Change> decide(List<View> views, boolean waited, NodeList own) {
        boolean fresh = views.stream().allMatch(view -> view.voucher() == null && !view.foreign());
        long answered =
                views.stream().filter(view -> view.reach() == Reach.ANSWERED).count();
        boolean started = views.stream().noneMatch(view -> view.reach() == Reach.STARTING);
        // A node that is silent or refuses requests may have everything: a node that was only cut off looks the same.
        boolean late = waited && started;
        boolean anyMajority = !own.isQuorum() && 2 * answered > views.size();
        boolean founding = fresh && (answered == views.size() || (late && anyMajority));
        List<View> founders = founding ? founders(views) : List.of();
        List<Change> changes = new ArrayList<>(views.size());
        for (View view : views) {
            if (view.reach() != Reach.ANSWERED || view.foreign()) {
                changes.add(Change.NONE);
            } else if (founding) {
                changes.add(founders.contains(view) ? Change.FOUNDED : Change.EMPTIED);
            } else {
                changes.add(decide(view, !fresh || late, own));
            }
        }
        return changes;
    }

    /**
     * Returns the nodes that lack nothing, given that no node has a voucher. What is left of the records was written
     * after the last loss of memory, or is on the nodes that lost theirs before. So the nodes that did so first have
     * everything, unless they missed a write. If they did, no node has everything; each is filled from all the others,
     * or, if one is out of reach, the nodes that missed nothing pass for complete.
     */
    private static List<View> founders(List<View> views) {
        List<View> answered =
                views.stream().filter(view -> view.reach() == Reach.ANSWERED).toList();
        View first = Collections.min(answered, VoucherPolicy::compareLosses);
        List<View> founders = answered.stream()
                .filter(view -> !view.missed() && compareLosses(view, first) == 0)
                .toList();
        return founders.isEmpty() && answered.size() < views.size()
                ? answered.stream().filter(view -> !view.missed()).toList()
                : founders;
    }

    /** Compares by the sign of the difference, as elapsed time has no origin. */
    private static int compareLosses(View one, View other) {
        Long lost = one.lostNanos();
        Long otherLost = other.lostNanos();
        return lost == null || otherLost == null
                ? Boolean.compare(lost != null, otherLost != null)
                : Long.signum(lost - otherLost);
    }

    private static Change decide(View view, boolean settled, NodeList own) {
        Voucher voucher = view.voucher();
        if (voucher == null) {
            // A server that considers all nodes new is creating the voucher right now.
            return settled && view.settled() ? Change.EMPTIED : Change.NONE;
        }
        boolean counts = own.isQuorum() ? voucher.countsFor(own) : voucher.complete();
        if ((counts || view.missed()) && !view.listed()) {
            return Change.LOST;
        }
        if (view.missed()) {
            return Change.MISSED;
        }
        if (!view.covered()) {
            return Change.COVERED;
        }
        return !voucher.complete() && view.outlived() && view.listed() ? Change.OUTLIVED : Change.NONE;
    }
}
