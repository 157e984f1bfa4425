package io.memshare.replication;

import io.memshare.node.Channel;
import io.memshare.node.Key;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One read: the value from the first replica that is up and checksums from the others, in one round trip; then the values of
 * checksums that differ. What all replicas say together is believed. Where one was left out, it takes a node that was
 * complete before it was asked for the record; the voucher is asked for in the same round trip. Under
 * {@link Consistency#QUORUM} vouchers are asked for always, and {@link MajorityRule} decides. For one read.
 */
final class ReplicatedRead<S> {

    /** A record may change between two rounds; one that changes each time is read as unreachable where it does. */
    private static final int ROUNDS = 4;

    private static final String UNKNOWN_FORMAT = "the record is in a format that this version does not know";

    private final RecordType<S> type;
    private final Key key;
    private final List<Replica> nodes;
    private final Completeness completeness;
    private final ReplicationListener listener;

    ReplicatedRead(
            RecordType<S> type, Key key, List<Replica> nodes, Completeness completeness, ReplicationListener listener) {
        this.type = type;
        this.key = key;
        this.nodes = nodes;
        this.completeness = completeness;
        this.listener = listener;
    }

    /** Reads what a request may be answered with. */
    CompletableFuture<Reading<S>> run() {
        if (completeness.consistency() == Consistency.QUORUM) {
            return vouched(this::byMajority);
        }
        return read(true).thenApply(Reading::standing);
    }

    /** Reads what there is, to copy it: any copy is better than none. */
    CompletableFuture<Read<S>> runForCopy() {
        return read(false);
    }

    private CompletableFuture<Read<S>> read(boolean doubting) {
        boolean allUp = nodes.stream().allMatch(Replica::isUp);
        return allUp ? plain(doubting) : vouched(doubting);
    }

    /** Without vouchers, which are not needed as long as all replicas answer. */
    private CompletableFuture<Read<S>> plain(boolean doubting) {
        Attempt attempt = new Attempt();
        return attempt.read().thenCompose(reconciliation -> {
            Read<S> read = certain(reconciliation);
            return read != null ? CompletableFuture.completedFuture(read) : vouched(doubting);
        });
    }

    private CompletableFuture<Read<S>> vouched(boolean doubting) {
        return completeness.ready().thenCompose(ready -> vouched((found, vouchers) -> any(found, vouchers, doubting)));
    }

    /** Judges what the replicas said, and what their nodes vouched for before that. */
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

    /** One try, over the connections that the nodes have at its beginning. */
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

        /** Asks replicas; {@code valueFrom} is the one to send its value, -1 for all of them. */
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

    private Read<S> any(Reconciliation<S> reconciliation, List<Reply> vouchers, boolean doubting) {
        Read<S> read = certain(reconciliation);
        return read != null ? read : judged(reconciliation, vouchers, doubting);
    }

    private Reading<S> byMajority(Reconciliation<S> reconciliation, List<Reply> vouchers) {
        S merged = reconciliation.merged();
        List<MajorityRule.Copy> copies = new ArrayList<>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            boolean counts = completeness.vouches(nodes.get(i), vouchers.get(i));
            copies.add(new MajorityRule.Copy(reconciliation.answer(i, merged), counts));
        }
        MajorityRule.Verdict verdict = MajorityRule.decide(copies, merged != null);
        Replicas replicas = reconciliation.replicas();
        return switch (verdict) {
            case STANDS, WRITE_BACK ->
                merged == null
                        ? Reading.standing(new Read.Absent<>(replicas))
                        : new Reading<>(found(reconciliation, merged), verdict == MajorityRule.Verdict.STANDS);
            case UNREADABLE -> {
                listener.unreadableEverywhere(key);
                yield Reading.standing(new Read.Absent<>(replicas));
            }
            case UNKNOWN_FORMAT -> Reading.standing(new Read.Unknown<>(UNKNOWN_FORMAT, replicas));
            case UNKNOWN -> {
                int counted = MajorityRule.counted(copies);
                int needed = completeness.consistency().needed(nodes.size());
                yield Reading.standing(new Read.Unknown<>(
                        ReplicatedWrite.tooFew(counted, needed, nodes.size())
                                + " nodes answered and have lost nothing that they should hold",
                        replicas));
            }
        };
    }

    /** Returns what is believed whoever is complete, or null: what all replicas say, and that a record is gone for good. */
    private @org.jspecify.annotations.Nullable Read<S> certain(Reconciliation<S> reconciliation) {
        Replicas replicas = reconciliation.replicas();
        S merged = reconciliation.merged();
        boolean leftOut = replicas.holdings().contains(Holding.Unreachable.UNREACHABLE);
        if (merged != null) {
            return leftOut && !type.isTombstone(merged) ? null : found(reconciliation, merged);
        }
        if (replicas.holdings().contains(Holding.Foreign.FOREIGN)) {
            return new Read.Unknown<>(UNKNOWN_FORMAT, replicas);
        }
        if (leftOut) {
            return null;
        }
        // Each replica has answered: none is left that could have the record, and bytes that cannot be read never will
        // be.
        if (!replicas.holdings().stream().allMatch(Holding.Missing.class::isInstance)) {
            listener.unreadableEverywhere(key);
        }
        return new Read.Absent<>(replicas);
    }

    private Read<S> judged(Reconciliation<S> reconciliation, List<Reply> vouchers, boolean doubting) {
        Replicas replicas = reconciliation.replicas();
        S merged = reconciliation.merged();
        boolean vouched = false;
        for (int i = 0; i < nodes.size(); i++) {
            Holding holding = replicas.holdings().get(i);
            boolean answered = holding instanceof Holding.Present || holding instanceof Holding.Missing;
            vouched |= answered && completeness.vouches(nodes.get(i), vouchers.get(i));
        }
        if (merged != null && (vouched || !doubting || completeness.isFounding())) {
            return found(reconciliation, merged);
        }
        return merged == null && vouched ? new Read.Absent<>(replicas) : unknown(merged != null, replicas);
    }

    private Read<S> found(Reconciliation<S> reconciliation, S merged) {
        int checksum = reconciliation.checksum(merged);
        return new Read.Found<>(
                merged,
                checksum,
                reconciliation.idleSeconds(),
                reconciliation.replicas(merged, checksum),
                reconciliation.states());
    }

    private Read<S> unknown(boolean found, Replicas replicas) {
        long silent = replicas.holdings().stream()
                .filter(Holding.Unreachable.class::isInstance)
                .count();
        return new Read.Unknown<>(
                silent + " of " + nodes.size() + " nodes gave no usable answer, and none of the others, which have "
                        + (found ? "a copy that may be old" : "no such record") + ", is known to be complete",
                replicas);
    }
}
