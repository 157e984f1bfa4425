package io.memshare.completeness;

import java.util.ArrayList;
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
        /** The node had no voucher, or an unreadable voucher: it lacks everything. */
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
     * @param settled whether it has had no voucher for so long that no server is creating a voucher for it
     * @param foreign whether it holds a voucher of a later version, which is left alone
     * @param missed whether it has missed anything that its voucher does not reflect
     * @param listed whether all servers use it, and it has not dropped anything that others hold
     * @param outlived whether the lifetime of all records has passed since it became incomplete
     * @param covered whether the voucher contains all known properties of the records
     */
    record View(
            Reach reach,
            @Nullable Voucher voucher,
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
        List<Change> changes = new ArrayList<>(views.size());
        for (View view : views) {
            boolean untouched = view.reach() != Reach.ANSWERED || view.foreign();
            changes.add(untouched ? Change.NONE : decide(view, founding, !fresh || late, own));
        }
        return changes;
    }

    private static Change decide(View view, boolean founding, boolean settled, NodeList own) {
        Voucher voucher = view.voucher();
        if (voucher == null) {
            if (founding) {
                return view.missed() ? Change.EMPTIED : Change.FOUNDED;
            }
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
