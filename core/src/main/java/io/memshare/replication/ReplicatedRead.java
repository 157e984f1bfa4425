package io.memshare.replication;

import io.memshare.node.Channel;
import io.memshare.node.Key;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.placement.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A single read: it requests the value from the first replica that is up and checksums from the others, in a single
 * round trip, and then the values of differing checksums. The answers of all replicas together are trusted; while the
 * nodes of a new list are filled, those of the former list suffice. If one of these gave no answer, a node is required
 * that was complete before it was asked for the record; its voucher is requested in the same round trip. Under
 * {@link Consistency#QUORUM}, vouchers are always requested, and {@link MajorityRule} decides. Used for a single read.
 */
final class ReplicatedRead<S> {

    /** A record may change between two rounds; replicas where it changes each time count as unreachable. */
    private static final int ROUNDS = 4;

    static final String NO_ROOM = "too many requests of this server are under way, or it ends";
    private static final String UNKNOWN_FORMAT = "the record is in a format that this version does not know";

    private final RecordType<S> type;
    private final Key key;
    private final List<Replica> nodes;
    private final int trusted;
    private final int sufficient;
    private final Completeness completeness;
    private final ReplicationListener listener;

    ReplicatedRead(
            RecordType<S> type, Key key, Placement placement, Completeness completeness, ReplicationListener listener) {
        this.type = type;
        this.key = key;
        this.nodes = placement.replicas(key);
        this.trusted = placement.redundancy();
        this.sufficient = placement.sufficient(nodes);
        this.completeness = completeness;
        this.listener = listener;
    }

    /** Reads a record to answer a request. */
    CompletableFuture<Reading<S>> run() {
        if (!hasRoom()) {
            return CompletableFuture.completedFuture(Reading.standing(noRoom()));
        }
        return completeness.consistency() == Consistency.QUORUM
                ? vouched(this::byMajority)
                : read(true).thenApply(Reading::standing);
    }

    /** Reads a record to copy it: any copy is better than none. */
    CompletableFuture<ReadResult<S>> runForCopy() {
        return hasRoom() ? read(false) : CompletableFuture.completedFuture(noRoom());
    }

    /** Returns whether nothing is refused by this server itself, which must not look like the silence of a node. */
    private boolean hasRoom() {
        return nodes.stream().allMatch(Replica::hasRoom);
    }

    private ReadResult<S> noRoom() {
        return new ReadResult.Unknown<>(NO_ROOM, Replicas.unread(nodes));
    }

    private CompletableFuture<ReadResult<S>> read(boolean doubting) {
        boolean allUp = nodes.subList(0, sufficient).stream().allMatch(Replica::isUp);
        return allUp ? plain(doubting) : vouched(doubting);
    }

    /** Reads without vouchers, which are not needed while all replicas answer that suffice. */
    private CompletableFuture<ReadResult<S>> plain(boolean doubting) {
        Attempt attempt = new Attempt();
        return attempt.read().thenCompose(reconciliation -> {
            ReadResult<S> read = certain(reconciliation);
            return read != null ? CompletableFuture.completedFuture(read) : vouched(doubting);
        });
    }

    private CompletableFuture<ReadResult<S>> vouched(boolean doubting) {
        return completeness
                .ready()
                .thenCompose(ready -> vouched((found, vouchers) -> {
                    ReadResult<S> read = certain(found);
                    return read != null ? read : judged(found, vouchers, doubting);
                }));
    }

    /** Evaluates the replies of the replicas, and the vouchers that their nodes returned before. */
    private interface Judge<S, R> {

        R judge(Reconciliation<S> reconciliation, List<Reply> vouchers);
    }

    private <R> CompletableFuture<R> vouched(Judge<S, R> judge) {
        Attempt attempt = new Attempt();
        List<CompletableFuture<Reply>> vouchers = new ArrayList<>(nodes.size());
        for (Channel connection : attempt.connections) {
            vouchers.add(connection.send(completeness.voucher()));
        }
        return attempt.read().thenCombine(FanOut.gather(vouchers), judge::judge);
    }

    /** A single attempt, over the connections that the nodes have at its start. */
    private final class Attempt {

        private final List<Channel> connections =
                nodes.stream().map(Replica::connection).toList();
        private final Reconciliation<S> reconciliation = new Reconciliation<>(type, key, nodes, connections, listener);

        CompletableFuture<Reconciliation<S>> read() {
            List<Integer> all = new ArrayList<>(nodes.size());
            int first = -1;
            for (int i = 0; i < nodes.size(); i++) {
                all.add(i);
                first = first < 0 && nodes.get(i).isUp() ? i : first;
            }
            return ask(all, first, ROUNDS);
        }

        /** Queries replicas; {@code valueFrom} is the replica that sends its value, -1 for all of them. */
        private CompletableFuture<Reconciliation<S>> ask(List<Integer> indexes, int valueFrom, int rounds) {
            List<CompletableFuture<Reply>> replies = new ArrayList<>(indexes.size());
            for (int index : indexes) {
                replies.add(connections.get(index).send(new Request.Get(key, valueFrom < 0 || valueFrom == index)));
            }
            return FanOut.gather(replies).thenCompose(answers -> {
                for (int i = 0; i < answers.size(); i++) {
                    reconciliation.take(indexes.get(i), answers.get(i));
                }
                List<Integer> wanted = reconciliation.wanted(rounds < ROUNDS);
                if (!wanted.isEmpty() && rounds > 1) {
                    return ask(wanted, -1, rounds - 1);
                }
                reconciliation.forgetWanted();
                return CompletableFuture.completedFuture(reconciliation);
            });
        }
    }

    private Reading<S> byMajority(Reconciliation<S> reconciliation, List<Reply> vouchers) {
        S merged = reconciliation.merged();
        List<MajorityRule.Copy> copies = new ArrayList<>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            boolean counts = i < trusted && completeness.vouches(nodes.get(i), vouchers.get(i));
            copies.add(new MajorityRule.Copy(reconciliation.answer(i, merged), counts));
        }
        MajorityRule.Verdict verdict = MajorityRule.decide(copies, merged != null);
        Replicas replicas = reconciliation.replicas();
        return switch (verdict) {
            case STANDS, WRITE_BACK ->
                merged == null
                        ? Reading.standing(new ReadResult.Absent<>(replicas))
                        : new Reading<>(found(reconciliation, merged), verdict == MajorityRule.Verdict.STANDS);
            case UNREADABLE -> {
                listener.unreadableEverywhere(key);
                yield Reading.standing(new ReadResult.Absent<>(replicas));
            }
            case UNKNOWN_FORMAT -> Reading.standing(new ReadResult.Unknown<>(UNKNOWN_FORMAT, replicas));
            case UNKNOWN -> {
                int counted = MajorityRule.counted(copies);
                int needed = completeness.consistency().needed(nodes.size());
                yield Reading.standing(new ReadResult.Unknown<>(
                        ReplicatedWrite.tooFew(counted, needed, nodes.size())
                                + " nodes answered and have lost nothing that they should hold",
                        replicas));
            }
        };
    }

    /**
     * Returns the result that needs no complete node, or null: the answer of all replicas that suffice, or that a
     * record is permanently gone.
     */
    private @org.jspecify.annotations.Nullable ReadResult<S> certain(Reconciliation<S> reconciliation) {
        Replicas replicas = reconciliation.replicas();
        S merged = reconciliation.merged();
        List<ReplicaState> needed = replicas.replicaStates().subList(0, sufficient);
        boolean leftOut = needed.stream().anyMatch(ReplicaState::isUnknown);
        if (merged != null) {
            return leftOut && !type.isTombstone(merged) ? null : found(reconciliation, merged);
        }
        if (replicas.includeUnknownFormat()) {
            return new ReadResult.Unknown<>(UNKNOWN_FORMAT, replicas);
        }
        if (leftOut) {
            return null;
        }
        // Each of these has answered: none is left that could have the record, and unreadable bytes will never become
        // readable.
        if (replicas.replicaStates().stream().anyMatch(ReplicaState.Damaged.class::isInstance)) {
            listener.unreadableEverywhere(key);
        }
        return new ReadResult.Absent<>(replicas);
    }

    private ReadResult<S> judged(Reconciliation<S> reconciliation, List<Reply> vouchers, boolean doubting) {
        Replicas replicas = reconciliation.replicas();
        S merged = reconciliation.merged();
        boolean vouched = false;
        for (int i = 0; i < nodes.size(); i++) {
            ReplicaState replicaState = replicas.replicaStates().get(i);
            boolean answered =
                    replicaState instanceof ReplicaState.Present || replicaState instanceof ReplicaState.Missing;
            vouched |= answered && i < trusted && completeness.vouches(nodes.get(i), vouchers.get(i));
        }
        if (merged != null && (vouched || !doubting || completeness.isFounding())) {
            return found(reconciliation, merged);
        }
        return merged == null && vouched ? new ReadResult.Absent<>(replicas) : unknown(merged != null, replicas);
    }

    private ReadResult<S> found(Reconciliation<S> reconciliation, S merged) {
        int checksum = reconciliation.checksum(merged);
        return new ReadResult.Found<>(
                merged,
                checksum,
                reconciliation.idleSeconds(),
                reconciliation.replicas(merged, checksum),
                reconciliation.states());
    }

    private ReadResult<S> unknown(boolean found, Replicas replicas) {
        long silent = replicas.replicaStates().stream()
                .filter(ReplicaState::isUnknown)
                .count();
        return new ReadResult.Unknown<>(
                silent + " of " + nodes.size() + " nodes gave no usable answer, and none of the others, which have "
                        + (found ? "a copy that may be outdated" : "no such record") + ", is known to be complete",
                replicas);
    }
}
