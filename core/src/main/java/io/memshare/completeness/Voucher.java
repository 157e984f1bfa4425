package io.memshare.completeness;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a node vouches for, kept in the node itself.
 *
 * @param condition how much of what it should hold the node holds
 * @param life a random number that the memory of the node got when it was found empty, and keeps until it is emptied again
 * @param nonce a random number that each change of the voucher renews
 * @param lists the fingerprints of the node lists that this holds for
 * @param everywhere whether this holds for every list by which each node holds every record, if any copy may be believed
 * @param coverage what is known of the records
 * @param consumed the nonces of the notes that this voucher has taken into account
 * @param since by the hash of a peer's address, from which token on its records may be missing here; without an entry all
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

    /** How much of what it should hold a node holds. */
    enum Condition {
        /** Every record. */
        COMPLETE,
        /** All that it ever took since it was complete; it has missed other records. */
        INTACT,
        /** Perhaps nothing. */
        EMPTIED
    }

    Voucher {
        lists = Set.copyOf(lists);
        consumed = Set.copyOf(consumed);
        since = Map.copyOf(since);
    }

    /**
     * What is known of the records that nodes hold. Immutable.
     *
     * @param lifetimeSeconds how long a record lives at most without being used, {@link Long#MAX_VALUE} for ever
     * @param kinds the hashes of the kinds of records that are stored
     * @param evictions how many unexpired items the node had evicted when it became complete
     */
    record Coverage(long lifetimeSeconds, Set<Long> kinds, long evictions) {

        Coverage {
            kinds = Set.copyOf(kinds);
        }

        /** Returns what covers both, with the evictions of this one. */
        Coverage and(Coverage other) {
            Set<Long> all = new TreeSet<>(kinds);
            all.addAll(other.kinds);
            return new Coverage(Math.max(lifetimeSeconds, other.lifetimeSeconds), all, evictions);
        }

        Coverage withEvictions(long count) {
            return new Coverage(lifetimeSeconds, kinds, count);
        }
    }

    /** Returns the voucher of a node that lacks everything, or of which nothing is known. */
    static Voucher empty(long life, long nonce, Coverage coverage, Collection<Long> notes) {
        return new Voucher(Condition.EMPTIED, life, nonce, Set.of(), false, coverage, newest(notes), Map.of());
    }

    /** Returns the voucher of the same node when it has missed something. */
    Voucher incomplete(long newNonce, Collection<Long> notes, Map<Long, MissedSince> missedSince) {
        Set<Long> all = new LinkedHashSet<>(notes);
        all.addAll(consumed);
        Condition now = condition == Condition.EMPTIED ? Condition.EMPTIED : Condition.INTACT;
        return new Voucher(now, life, newNonce, lists, false, coverage, newest(all), missedSince);
    }

    /** Returns the voucher of the same node when it has lost records that it had taken, or others may write as they please. */
    Voucher emptied(long newNonce, Collection<Long> notes) {
        Voucher incomplete = incomplete(newNonce, notes, Map.of());
        return new Voucher(
                Condition.EMPTIED, life, newNonce, Set.of(), false, coverage, incomplete.consumed(), Map.of());
    }

    private static Set<Long> newest(Collection<Long> notes) {
        List<Long> bounded = notes.stream().limit(MOST).toList();
        return new LinkedHashSet<>(bounded);
    }

    /** Returns the voucher of the same node when it has got all that it missed. */
    Voucher completed(long newNonce, NodeList list, long evictions) {
        return new Voucher(
                Condition.COMPLETE,
                life,
                newNonce,
                Set.of(list.fingerprint()),
                list.isEverywhere(),
                coverage.withEvictions(evictions),
                consumed,
                Map.of());
    }

    /** Returns the voucher of the same node with another coverage. */
    Voucher covering(long newNonce, Coverage other) {
        return new Voucher(condition, life, newNonce, lists, everywhere, other, consumed, since);
    }

    /** Returns whether this says that the node is complete for those who use the given list. */
    boolean isCompleteFor(NodeList list) {
        boolean named = lists.contains(list.fingerprint());
        return complete() && (named || (everywhere && list.isEverywhere() && !list.isQuorum()));
    }

    /**
     * Returns whether the node's word counts for those who use the given list: where any copy may be believed, that of a node
     * that is complete; where a majority is asked, that of a node that has lost nothing of what it took by the same list.
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
