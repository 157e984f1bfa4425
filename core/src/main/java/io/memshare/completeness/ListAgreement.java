package io.memshare.completeness;

import io.memshare.node.NodeAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Relates vouchers to the lists of nodes of this server and of the others: which nodes are used by all, and according
 * to which lists a node holds every record. Queries no node. Safe for use by several threads.
 */
final class ListAgreement {

    private final AgreedList agreed;
    private final Announcements announcements;

    ListAgreement(AgreedList agreed, Announcements announcements) {
        this.agreed = agreed;
        this.announcements = announcements;
    }

    /**
     * Returns whether all servers known so far use a node. Under quorum consistency, no server may use it without
     * quorum, because the acknowledged writes of such a server may be on a single node. A list of other nodes is
     * harmless in this case, because no voucher is valid for both lists.
     */
    boolean isListed(NodeAddress node) {
        NodeList own = agreed.trusted();
        if (own.isQuorum()) {
            return announcements.others().allMatch(other -> other.trusted().isQuorum());
        }
        return announcements
                .others()
                .allMatch(other -> areConfigured(other) ? other.contains(node) : other.writesAll(node, own(node)));
    }

    private boolean areConfigured(ListState other) {
        return other.epoch() == 0 && agreed.current().epoch() == 0;
    }

    /** Returns the list that matters for a node: the trusted list if it contains the node. */
    private NodeList own(NodeAddress node) {
        ListState current = agreed.current();
        return current.trusted().contains(node) ? current.trusted() : current.also();
    }

    /**
     * Returns whether a node that holds everything expected by this server also holds everything expected by any other,
     * now and after a change of the list that is under way.
     */
    boolean isAgreedOn(NodeAddress node) {
        List<NodeList> claims = agreed.claims(node);
        return !claims.isEmpty()
                && agreed.isSettled()
                && announcements
                        .others()
                        .allMatch(other -> areConfigured(other)
                                ? other.trusted().agreesOn(node, agreed.trusted())
                                : claims.stream().allMatch(list -> other.writesAll(node, list)));
    }

    /** Returns whether a voucher counts for the trusted list, provided that this server knows of no missed write. */
    boolean counts(NodeAddress node, Voucher voucher) {
        return !agreed.isAdopting()
                && agreed.trusted().contains(node)
                && voucher.countsFor(agreed.trusted())
                && isListed(node);
    }

    /** Returns the status of a node by its voucher, according to the list that matters for the node. */
    VoucherStatus.Kind kind(NodeAddress node, Voucher voucher) {
        if (voucher.isCompleteFor(own(node))) {
            return VoucherStatus.Kind.COMPLETE;
        }
        return voucher.countsFor(own(node)) ? VoucherStatus.Kind.INTACT : VoucherStatus.Kind.INCOMPLETE;
    }

    /** Returns whether a node holds every record that it should now and after a change of the list. */
    boolean isFilled(NodeAddress node, Voucher voucher) {
        return agreed.claims(node).stream().allMatch(voucher::isCompleteFor);
    }

    /** Returns whether a node holds every record that it should according to the new list. */
    boolean isFilledForNext(NodeAddress node, Voucher voucher) {
        return voucher.isCompleteFor(agreed.current().to());
    }

    /**
     * Returns whether a node lacks nothing but writes that its voucher tells of. Without a change of the list, every
     * voucher that tells what was missed is about such a node.
     *
     * @param voucher its voucher, null if unknown
     */
    boolean lacksOnlyMissedWrites(NodeAddress node, @Nullable Voucher voucher) {
        return agreed.current().epoch() == 0
                || (voucher != null
                        && agreed.claims(node).stream()
                                .allMatch(list -> voucher.lists().contains(list.fingerprint())));
    }

    /**
     * Returns whether a complete node holds every record of the other list without being filled: both lists have all
     * records on every node, and every server writes to it.
     */
    boolean isExtendable(NodeAddress node, Voucher voucher) {
        List<NodeList> claims = agreed.claims(node);
        return claims.size() == 2
                && claims.stream().allMatch(NodeList::isEverywhere)
                && voucher.isCompleteFor(claims.get(0))
                && !voucher.isCompleteFor(claims.get(1))
                && isListed(node);
    }
}
