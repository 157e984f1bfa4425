package io.memshare.completeness;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which vouchers are to change. A pure function of what is known of all nodes. */
final class VoucherPolicy {

    private VoucherPolicy() {}

    /** Whether a node can be reached. */
    enum Reach {
        ANSWERED,
        SILENT,
        /** It is too early to tell. */
        STARTING
    }

    /** What is to become of a voucher. */
    enum Change {
        NONE,
        /** There was none on any node: the node is complete, as there is nothing that it could lack. */
        FOUNDED,
        /** There was none, or one that cannot be read: the node lacks everything. */
        EMPTIED,
        /** The node has missed something. */
        MISSED,
        /** The node has lost something that it held, or is not used by all servers as by this one. */
        LOST,
        /** So much time has passed that all that the node lacks has expired. */
        OUTLIVED,
        /** It does not tell all that is known of the records. */
        COVERED
    }

    /**
     * What is known of one node.
     *
     * @param reach whether it has just answered
     * @param voucher its voucher, the one that it has just told or the last one that is remembered
     * @param settled whether it has had no voucher for so long that no server is giving it one
     * @param foreign whether it holds a voucher of a later version, which is left alone
     * @param missed whether it has missed something that its voucher does not tell
     * @param listed whether all servers use it, and it has not dropped anything that others hold
     * @param outlived whether the lifetime of all records has passed since it became incomplete
     * @param covered whether the voucher tells all that is known of the records
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
     * @param waited whether the nodes that do not answer have been waited for long enough
     * @param own the node list of this server. Where majorities count, nodes are new only when all of them say so
     * @return what is to become of the voucher of each node
     */
    static List<Change> decide(List<View> views, boolean waited, NodeList own) {
        boolean fresh = views.stream().allMatch(view -> view.voucher() == null && !view.foreign());
        long answered =
                views.stream().filter(view -> view.reach() == Reach.ANSWERED).count();
        boolean started = views.stream().noneMatch(view -> view.reach() == Reach.STARTING);
        // A node that is silent, or refuses, may have everything: one that was only cut off looks the same.
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
            // A server that takes all nodes for new is giving it one just now.
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
