package io.memshare.replication;

import io.memshare.node.Key;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.TimeToLive;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Copies one record to a node that lacks it: read, merged into the replicas, and read again to see that it is there. Nobody
 * used the record by that, so a copy gets the time to live that the original has left. For one record.
 */
final class Restoration<S> {

    /** A record may change between two rounds. */
    private static final int ROUNDS = 4;

    private final ReplicatedStore<S> store;
    private final RecordType<S> type;
    private final Key key;
    private final Replica target;

    Restoration(ReplicatedStore<S> store, RecordType<S> type, Key key, Replica target) {
        this.store = store;
        this.type = type;
        this.key = key;
        this.target = target;
    }

    CompletableFuture<Restored> run() {
        return round(ROUNDS, Restored.UNCHANGED);
    }

    private CompletableFuture<Restored> round(int rounds, Restored before) {
        return store.readForCopy(key).thenCompose(read -> {
            if (read instanceof Read.Found<S> found) {
                return found(found, rounds, before);
            }
            return done(
                    read instanceof Read.Absent<S> absent
                            ? missing(absent.replicas())
                            : unreadable(((Read.Unknown<S>) read).replicas()));
        });
    }

    private CompletableFuture<Restored> found(Read.Found<S> found, int rounds, Restored before) {
        Replicas replicas = found.replicas();
        Holding held = replicas.holdings().get(replicas.nodes().indexOf(target));
        boolean agrees = held instanceof Holding.Present present && present.checksum() == found.checksum();
        if (held instanceof Holding.Unreachable || (!agrees && rounds == 0)) {
            return done(Restored.FAILED);
        }
        TimeToLive left = left(type, found);
        if (agrees || held instanceof Holding.Foreign) {
            store.extend(key, found.checksum(), left, lagging(replicas, left));
            return done(before);
        }
        CompletableFuture<?> settled = type.isTombstone(found.state())
                ? store.settlement().settle(key, found.state(), found.met())
                : CompletableFuture.completedFuture(null);
        return settled.thenCompose(done -> store.copy(key, found.state(), replicas, left))
                .thenCompose(written ->
                        written instanceof Written.Kept ? round(rounds - 1, Restored.COPIED) : done(Restored.FAILED));
    }

    /**
     * Returns how long a record is still to be kept, by the replica that was used last.
     *
     * <p>A tombstone may be stored for longer than its type says, so as to outlive what it stands for; it is never used, so
     * what is left of it is what the nodes say.
     */
    static <S> TimeToLive left(RecordType<S> type, Read.Found<S> found) {
        TimeToLive whole = type.timeToLive(found.state());
        if (type.isTombstone(found.state())) {
            long longest = longestLeft(found);
            return longest < 0 ? whole : new TimeToLive(Math.max(1, longest));
        }
        boolean unknown = whole.isForever() || found.idleSeconds() < 0;
        return unknown ? whole : new TimeToLive(Math.max(1, whole.seconds() - found.idleSeconds()));
    }

    private static long longestLeft(Read.Found<?> found) {
        long longest = -1;
        for (Holding holding : found.replicas().holdings()) {
            if (holding instanceof Holding.Present present && present.checksum() == found.checksum()) {
                longest = Math.max(longest, present.secondsLeft());
            }
        }
        return longest;
    }

    /** Replicas that missed a use; nodes count whole seconds, so a difference of one is none. */
    private static Replicas lagging(Replicas replicas, TimeToLive left) {
        List<Holding> lagging = new ArrayList<>(replicas.holdings());
        lagging.replaceAll(holding -> holding instanceof Holding.Present present
                        && (present.secondsLeft() == Reply.FOREVER || present.secondsLeft() >= left.seconds() - 1)
                ? Holding.Unreachable.UNREACHABLE
                : holding);
        return replicas.with(lagging);
    }

    private static Restored missing(Replicas replicas) {
        return replicas.holdings().stream().anyMatch(Holding.Damaged.class::isInstance)
                ? Restored.DAMAGED
                : Restored.GONE;
    }

    private static Restored unreadable(Replicas replicas) {
        if (replicas.holdings().contains(Holding.Foreign.FOREIGN)) {
            return Restored.FOREIGN;
        }
        return replicas.holdings().contains(Holding.Unreachable.UNREACHABLE) ? Restored.FAILED : Restored.DAMAGED;
    }

    private static CompletableFuture<Restored> done(Restored restored) {
        return CompletableFuture.completedFuture(restored);
    }
}
