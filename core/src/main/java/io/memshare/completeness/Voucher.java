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
 * @param complete whether the node holds every record that it should
 * @param life a random number that the memory of the node got when it was found empty, and keeps until it is emptied again
 * @param nonce a random number that each change of the voucher renews
 * @param lists the fingerprints of the node lists that this holds for
 * @param everywhere whether this holds for every list by which each node holds every record
 * @param coverage what is known of the records
 * @param consumed the nonces of the notes that this voucher has taken into account
 * @param since by the hash of a peer's address, from which token on its records may be missing here; without an entry all
 */
record Voucher(
        boolean complete,
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
        return new Voucher(false, life, nonce, Set.of(), false, coverage, newest(notes), Map.of());
    }

    /** Returns the voucher of the same node when it has missed something. */
    Voucher incomplete(long newNonce, Collection<Long> notes, Map<Long, MissedSince> missedSince) {
        Set<Long> all = new LinkedHashSet<>(notes);
        all.addAll(consumed);
        return new Voucher(false, life, newNonce, Set.of(), false, coverage, newest(all), missedSince);
    }

    private static Set<Long> newest(Collection<Long> notes) {
        List<Long> bounded = notes.stream().limit(MOST).toList();
        return new LinkedHashSet<>(bounded);
    }

    /** Returns the voucher of the same node when it has got all that it missed. */
    Voucher completed(long newNonce, NodeList list, long evictions) {
        return new Voucher(
                true,
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
        return new Voucher(complete, life, newNonce, lists, everywhere, other, consumed, since);
    }

    /** Returns whether this says that the node is complete for those who use the given list. */
    boolean isCompleteFor(NodeList list) {
        return complete && (lists.contains(list.fingerprint()) || (everywhere && list.isEverywhere()));
    }

    @Override
    public String kind() {
        return KIND;
    }
}
