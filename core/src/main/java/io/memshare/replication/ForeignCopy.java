package io.memshare.replication;

import io.memshare.node.Checksum;
import io.memshare.node.Key;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.util.concurrent.CompletableFuture;

/**
 * Copies a record in a format that this version does not know, byte by byte, to a node that lacks it. Otherwise one such
 * record would keep the node incomplete until a server of the later version rebuilds it, or for good if somebody has
 * planted it. Bytes that the node holds are left alone. Used for a single record.
 */
final class ForeignCopy {

    private final Key key;
    private final Replica target;
    private final Replicas replicas;

    /**
     * Creates a copy.
     *
     * @param target the node that may lack the record
     * @param replicas the nodes as read, some with bytes of an unknown format and none with a state that can be read
     */
    ForeignCopy(Key key, Replica target, Replicas replicas) {
        this.key = key;
        this.target = target;
        this.replicas = replicas;
    }

    /** Copies the record; returns {@link Restored#FOREIGN} when the node has it. */
    CompletableFuture<Restored> run() {
        ReplicaState held = state(target);
        return held instanceof ReplicaState.Foreign
                ? CompletableFuture.completedFuture(Restored.FOREIGN)
                : source().connection().send(new Request.Get(key, true)).thenCompose(read -> copied(read, held));
    }

    private ReplicaState state(Replica node) {
        return replicas.replicaStates().get(replicas.nodes().indexOf(node));
    }

    private Replica source() {
        return replicas.nodes().stream()
                .filter(node -> state(node) instanceof ReplicaState.Foreign)
                .findFirst()
                .orElseThrow();
    }

    private CompletableFuture<Restored> copied(Reply read, ReplicaState held) {
        byte[] value = read instanceof Reply.Hit hit ? hit.value() : null;
        if (!(read instanceof Reply.Hit hit) || value == null || Checksum.of(value) != hit.checksum()) {
            return CompletableFuture.completedFuture(read instanceof Reply.Miss ? Restored.GONE : Restored.FAILED);
        }
        TimeToLive left = hit.secondsLeft() == Reply.FOREVER
                ? TimeToLive.FOREVER
                : new TimeToLive(Math.max(1, hit.secondsLeft()));
        return target.connection()
                .send(new Request.Put(key, value, hit.checksum(), left, held.token()))
                .thenApply(written -> written instanceof Reply.Stored || written instanceof Reply.Conflict
                        ? Restored.FOREIGN
                        : Restored.FAILED);
    }
}
