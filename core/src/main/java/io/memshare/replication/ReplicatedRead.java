package io.memshare.replication;

import io.memshare.node.Key;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One read: the value from the first replica that is up and checksums from the others, in one round trip; then the values of
 * checksums that differ. For one read.
 */
final class ReplicatedRead<S> {

    /** A record may change between two rounds; one that changes each time is read as unreachable where it does. */
    private static final int ROUNDS = 4;

    private final Key key;
    private final List<Replica> nodes;
    private final Wholeness wholeness;
    private final Reconciliation<S> reconciliation;

    ReplicatedRead(
            RecordType<S> type, Key key, List<Replica> nodes, Wholeness wholeness, ReplicationListener listener) {
        this.key = key;
        this.nodes = nodes;
        this.wholeness = wholeness;
        this.reconciliation = new Reconciliation<>(type, key, nodes, listener);
    }

    CompletableFuture<Read<S>> run() {
        List<Integer> all = new ArrayList<>(nodes.size());
        int first = -1;
        for (int i = 0; i < nodes.size(); i++) {
            all.add(i);
            first = first < 0 && nodes.get(i).isUp() ? i : first;
        }
        return ask(all, first, ROUNDS);
    }

    /** Asks replicas; {@code valueFrom} is the one to send its value, -1 for all of them. */
    private CompletableFuture<Read<S>> ask(List<Integer> indexes, int valueFrom, int rounds) {
        List<CompletableFuture<Reply>> replies = new ArrayList<>(indexes.size());
        for (int index : indexes) {
            replies.add(nodes.get(index).send(new Request.Get(key, valueFrom < 0 || valueFrom == index)));
        }
        return FanOut.gather(replies).thenCompose(answers -> {
            for (int i = 0; i < answers.size(); i++) {
                reconciliation.take(indexes.get(i), answers.get(i));
            }
            List<Integer> wanted = reconciliation.wanted();
            if (!wanted.isEmpty() && rounds > 1) {
                return ask(wanted, -1, rounds - 1);
            }
            reconciliation.forgetWanted();
            return conclude();
        });
    }

    private CompletableFuture<Read<S>> conclude() {
        S merged = reconciliation.merged();
        if (merged != null) {
            int checksum = reconciliation.checksum(merged);
            return CompletableFuture.completedFuture(new Read.Found<>(
                    merged,
                    checksum,
                    reconciliation.idleSeconds(),
                    reconciliation.replicas(merged, checksum),
                    reconciliation.states()));
        }
        Replicas replicas = reconciliation.replicas();
        if (replicas.holdings().contains(Holding.Foreign.FOREIGN)) {
            return CompletableFuture.completedFuture(
                    new Read.Unknown<>("the record is in a format that this version does not know", replicas));
        }
        if (replicas.holdings().stream().allMatch(ReplicatedRead::isNothing)) {
            // No node is left that could have it. Bytes that no server can read are the end of a record, not a fault
            // that passes.
            return CompletableFuture.completedFuture(new Read.Absent<>(replicas));
        }
        // Asked only after the "no": a node that was restarted in between has lost its marker by then.
        List<CompletableFuture<Boolean>> witnesses = new ArrayList<>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            if (reconciliation.holding(i) instanceof Holding.Missing) {
                witnesses.add(wholeness.isWhole(nodes.get(i)));
            }
        }
        return FanOut.gather(witnesses)
                .thenApply(
                        whole -> whole.contains(true) ? new Read.Absent<>(replicas) : unknown(whole.size(), replicas));
    }

    private static boolean isNothing(Holding holding) {
        return holding instanceof Holding.Missing || holding instanceof Holding.Damaged;
    }

    private Read<S> unknown(int misses, Replicas replicas) {
        return new Read.Unknown<>(
                misses + " of " + nodes.size() + " nodes have no such record, but none of them is known to hold all"
                        + " records, and the others gave no usable answer",
                replicas);
    }
}
