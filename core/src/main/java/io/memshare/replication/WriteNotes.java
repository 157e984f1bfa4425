package io.memshare.replication;

import io.memshare.node.Background;
import io.memshare.node.Channel;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Plants the notes of one write. For one write. */
final class WriteNotes {

    private final WriteScope scope;
    private final long startNanos;
    private final Set<NodeAddress> toldToOthers = new HashSet<>();

    WriteNotes(WriteScope scope) {
        this.scope = scope;
        this.startNanos = scope.limits().nanos();
    }

    private long age() {
        return scope.limits().nanos() - startNanos;
    }

    /** Returns whether the write has taken so long that replicas which still do not take it are left out. */
    boolean isOverdue() {
        return age() >= scope.limits().longestNanos();
    }

    /** Returns which nodes are to hold the record and do not take this write. */
    Set<NodeAddress> leftOut(Iterable<? extends WriteReplica<?>> replicas) {
        Set<NodeAddress> out = new HashSet<>();
        Set<NodeAddress> asked = new HashSet<>();
        for (WriteReplica<?> replica : replicas) {
            asked.add(replica.node().address());
            if (replica.isLost()) {
                out.add(replica.node().address());
            }
        }
        for (Replica other : scope.replicas()) {
            if (!asked.contains(other.address()) && !other.isUp()) {
                out.add(other.address());
            }
        }
        return out;
    }

    /**
     * Sees to it that each node which took the state holds a note about each that did not; both may become fewer and more.
     *
     * @return done when that is so
     */
    <S> CompletableFuture<?> complete(List<WriteReplica<S>> replicas) {
        replicas.forEach(WriteReplica::leaveOutIfReconnected);
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

    /** Puts a note on a node. */
    CompletableFuture<Boolean> plant(Channel connection, NodeAddress holder, NodeAddress about) {
        tellOthers(about);
        return scope.completeness()
                .note(connection, holder, about, age() >= scope.limits().longNanos());
    }

    /** Nodes that do not hold the record take notes as well: they may outlive those that do. Nothing rests on them. */
    private void tellOthers(NodeAddress about) {
        if (scope.replicas().size() < scope.all().size() && toldToOthers.add(about)) {
            for (Replica node : scope.all()) {
                if (!scope.replicas().contains(node) && node.isUp()) {
                    Background.run(
                            "telling a node that another one missed a write",
                            scope.completeness().note(node.connection(), node.address(), about, false));
                }
            }
        }
    }
}
