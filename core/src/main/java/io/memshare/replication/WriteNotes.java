package io.memshare.replication;

import io.memshare.node.Background;
import io.memshare.node.Channel;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Puts the notes of a write on the nodes. Used for a single write. */
final class WriteNotes {

    private final WriteScope scope;
    private final long startNanos;
    private final Set<NodeAddress> toldToOthers = new HashSet<>();
    private boolean renewed;

    WriteNotes(WriteScope scope) {
        this.scope = scope;
        this.startNanos = scope.limits().nanos();
    }

    private long age() {
        return scope.limits().nanos() - startNanos;
    }

    /** Returns whether the write has taken so long that replicas that still do not take it are left out. */
    boolean isOverdue() {
        return age() >= scope.limits().longestNanos();
    }

    /** Returns whether a rebuild may have begun, and ended, since the write started. */
    private boolean isLong() {
        return age() >= scope.limits().longNanos();
    }

    /** Returns the nodes that should hold the record and do not take this write. */
    Set<NodeAddress> leftOut(Iterable<? extends WriteReplica<?>> replicas) {
        Set<NodeAddress> out = Set.of();
        for (WriteReplica<?> replica : replicas) {
            if (replica.isLost()) {
                out = with(out, replica.node().address());
            }
        }
        for (Replica other : scope.replicas()) {
            if (!other.isUp() && !isAsked(other.address(), replicas)) {
                out = with(out, other.address());
            }
        }
        return out;
    }

    /** Copies, because nearly every write is taken by all nodes and needs no set at all. */
    private static Set<NodeAddress> with(Set<NodeAddress> some, NodeAddress another) {
        Set<NodeAddress> more = new HashSet<>(some);
        more.add(another);
        return more;
    }

    private static boolean isAsked(NodeAddress node, Iterable<? extends WriteReplica<?>> replicas) {
        for (WriteReplica<?> replica : replicas) {
            if (replica.node().address().equals(node)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Ensures that each node that took the state holds a note about each node that did not. Both sets may change in the
     * meantime. If the write took long, earlier notes do not count: a rebuild may have consumed them before the state
     * was stored.
     *
     * @return completes when all notes are stored, or when the write breaks off because this server has no room
     */
    <S> CompletableFuture<?> complete(List<WriteReplica<S>> replicas) {
        if (replicas.stream().anyMatch(WriteReplica::isRefusedHere)) {
            return CompletableFuture.completedFuture(null);
        }
        replicas.forEach(WriteReplica::leaveOutIfReconnected);
        if (isLong() && !renewed) {
            renewed = true;
            replicas.forEach(WriteReplica::forgetNotes);
        }
        List<CompletableFuture<Boolean>> steps = new ArrayList<>();
        for (WriteReplica<S> replica : replicas) {
            if (!replica.isLost() && replica.holdsNot(this, replicas)) {
                steps.add(replica.note(this, replicas));
            }
        }
        return steps.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : FanOut.gather(steps).thenCompose(done -> complete(replicas));
    }

    /**
     * Forgets which nodes missed a write that was not acknowledged, if no node has it: then nothing is missing.
     * If a node may have it, a reader may have seen it there, so the others remain incomplete without it.
     */
    <S> WriteResult<S> ended(WriteResult<S> result, List<WriteReplica<S>> replicas, WritePayload<S> payload) {
        if (!(result instanceof WriteResult.Kept) && replicas.stream().noneMatch(replica -> replica.mayHold(payload))) {
            replicas.forEach(WriteReplica::missedNothing);
        }
        return result;
    }

    /** Puts a note on a node. */
    CompletableFuture<Reply> plant(Channel connection, NodeAddress holder, NodeAddress about) {
        tellOthers(about);
        return scope.completeness().note(connection, holder, about, isLong());
    }

    /**
     * Puts notes on nodes that do not hold the record too, because they may outlive those that do. Correctness does not
     * depend on these notes.
     */
    private void tellOthers(NodeAddress about) {
        if (scope.replicas().size() < scope.all().size() && toldToOthers.add(about)) {
            for (Replica node : scope.all()) {
                if (!scope.replicas().contains(node) && node.isUp()) {
                    Background.run(
                            "noting a missed write on a node",
                            scope.completeness().note(node.connection(), node.address(), about, false));
                }
            }
        }
    }
}
