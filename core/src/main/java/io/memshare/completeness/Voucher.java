package io.memshare.completeness;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A node's statement about its completeness, stored on the node itself.
 *
 * @param condition which part of its records the node holds
 * @param life a random number assigned to the memory of the node when it was found empty, kept until it is emptied
 *     again
 * @param nonce a random number that changes with each change of the voucher
 * @param lists the fingerprints of the node lists for which this voucher is valid
 * @param everywhere whether it is valid for every configured list under which each node holds every record, if any
 *     copy may be trusted
 * @param coverage the known properties of the records
 * @param consumed the nonces of the notes that this voucher reflects
 * @param since for the hash of a peer's address, the token from which on its records may be missing here; without an
 *     entry, all records may be missing
 */
record Voucher(
        Condition condition,
        long life,
        long nonce,
        Set<Long> lists,
        boolean everywhere,
        Coverage coverage,
        Set<Long> consumed,
        Map<Long, MissedSince> since)
        implements ControlRecord {

    static final int MOST = 64;
    static final String KIND = "voucher";

    /** Which part of the records that it should hold a node holds. */
    enum Condition {
        /** Every record. */
        COMPLETE,
        /** All records that it has taken since it was complete; it has missed other records. */
        INTACT,
        /** Possibly no record. */
        EMPTIED
    }

    Voucher {
        lists = Set.copyOf(lists);
        consumed = Set.copyOf(consumed);
        since = Map.copyOf(since);
    }

    /**
     * The known properties of the records on the nodes. Immutable.
     *
     * @param lifetimeSeconds the maximum lifetime of an unused record, {@link Long#MAX_VALUE} for unlimited
     * @param kinds the hashes of the kinds of records that are stored
     * @param evictions how many unexpired items the node had evicted when it became complete
     */
    record Coverage(long lifetimeSeconds, Set<Long> kinds, long evictions) {

        Coverage {
            kinds = Set.copyOf(kinds);
        }

        /** Returns the union of both coverages, with the evictions of this coverage. */
        Coverage and(Coverage other) {
            Set<Long> all = new TreeSet<>(kinds);
            all.addAll(other.kinds);
            return new Coverage(Math.max(lifetimeSeconds, other.lifetimeSeconds), all, evictions);
        }

        Coverage withEvictions(long count) {
            return new Coverage(lifetimeSeconds, kinds, count);
        }
    }

    /** Returns the voucher of a node that lacks everything, or whose content is unknown. */
    static Voucher empty(long life, long nonce, Coverage coverage, Collection<Long> notes) {
        return new Voucher(Condition.EMPTIED, life, nonce, Set.of(), false, coverage, newest(notes), Map.of());
    }

    /** Returns the voucher of the same node after it has missed writes. */
    Voucher incomplete(long newNonce, Collection<Long> notes, Map<Long, MissedSince> missedSince) {
        Set<Long> all = new LinkedHashSet<>(notes);
        all.addAll(consumed);
        Condition now = condition == Condition.EMPTIED ? Condition.EMPTIED : Condition.INTACT;
        return new Voucher(now, life, newNonce, lists, false, coverage, newest(all), missedSince);
    }

    /**
     * Returns the voucher of the same node after it has lost records that it had taken, or if others may write without
     * restriction.
     */
    Voucher emptied(long newNonce, Collection<Long> notes) {
        Voucher incomplete = incomplete(newNonce, notes, Map.of());
        return new Voucher(
                Condition.EMPTIED, life, newNonce, Set.of(), false, coverage, incomplete.consumed(), Map.of());
    }

    private static Set<Long> newest(Collection<Long> notes) {
        List<Long> bounded = notes.stream().limit(MOST).toList();
        return new LinkedHashSet<>(bounded);
    }

    /**
     * Returns the voucher of the same node after it has received everything that it missed.
     *
     * @param valid the lists according to which it holds every record
     */
    Voucher completed(long newNonce, Collection<NodeList> valid, long evictions) {
        return new Voucher(
                Condition.COMPLETE,
                life,
                newNonce,
                fingerprints(valid),
                valid.stream().allMatch(list -> list.version() == 0 && list.isEverywhere()),
                coverage.withEvictions(evictions),
                consumed,
                Map.of());
    }

    private static Set<Long> fingerprints(Collection<NodeList> lists) {
        return lists.stream().map(NodeList::fingerprint).collect(Collectors.toSet());
    }

    /** Returns the voucher of the same node, which holds every record according to other lists as well. */
    Voucher validFor(long newNonce, Collection<NodeList> valid) {
        return completed(newNonce, valid, coverage.evictions());
    }

    /** Returns the voucher of the same node with another coverage. */
    Voucher covering(long newNonce, Coverage other) {
        return new Voucher(condition, life, newNonce, lists, everywhere, other, consumed, since);
    }

    /** Returns whether this voucher states that the node is complete for servers with the given list. */
    boolean isCompleteFor(NodeList list) {
        boolean named = lists.contains(list.fingerprint());
        boolean any = everywhere && list.isEverywhere() && !list.isQuorum() && list.version() == 0;
        return complete() && (named || any);
    }

    /**
     * Returns whether the node counts for servers with the given list. If any copy may be trusted, the node must be
     * complete; if a majority is required, the node must have lost nothing that it took under the same list.
     */
    boolean countsFor(NodeList list) {
        return list.isQuorum()
                ? condition != Condition.EMPTIED && lists.contains(list.fingerprint())
                : isCompleteFor(list);
    }

    boolean complete() {
        return condition == Condition.COMPLETE;
    }

    @Override
    public String kind() {
        return KIND;
    }
}
