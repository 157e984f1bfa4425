package io.memshare.replication;

import io.memshare.node.Checksum;
import io.memshare.node.Key;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Copies a record in a format that this version does not know, byte by byte, to a node that is rebuilt. Otherwise one
 * such record would keep the node incomplete until a server of the later version rebuilds it, or for good if somebody
 * has planted it. What the sources hold is at least as new as what the node holds, because it is the node that missed
 * writes. If they hold different bytes, only the later version can tell which of them count. Used for a single record.
 */
final class ForeignCopy {

    private final Key key;
    private final Replica target;
    private final List<Replica> sources;

    /**
     * Creates a copy.
     *
     * @param target the node that may lack the record
     * @param sources the sources that hold bytes of an unknown format, at least 1
     */
    ForeignCopy(Key key, Replica target, List<Replica> sources) {
        this.key = key;
        this.target = target;
        this.sources = sources;
    }

    /** Copies the record; returns {@link Restored#FOREIGN} when the node has the bytes of the sources. */
    CompletableFuture<Restored> run() {
        List<CompletableFuture<Reply>> reads = new ArrayList<>();
        reads.add(target.connection().send(new Request.Get(key, false)));
        sources.forEach(source -> reads.add(source.connection().send(new Request.Get(key, true))));
        return FanOut.gather(reads).thenCompose(replies -> copied(replies.get(0), replies.subList(1, replies.size())));
    }

    private CompletableFuture<Restored> copied(Reply held, List<Reply> replies) {
        if (!(replies.get(0) instanceof Reply.Hit hit)
                || !replies.stream().allMatch(reply -> isSame(hit, reply))
                || !(held instanceof Reply.Hit || held instanceof Reply.Miss)) {
            return CompletableFuture.completedFuture(Restored.FAILED);
        }
        if (isSame(hit, held)) {
            return CompletableFuture.completedFuture(Restored.FOREIGN);
        }
        byte[] value = hit.value();
        if (value == null || Checksum.of(value) != hit.checksum()) {
            return CompletableFuture.completedFuture(Restored.FAILED);
        }
        TimeToLive left = hit.secondsLeft() == Reply.FOREVER
                ? TimeToLive.FOREVER
                : new TimeToLive(Math.max(1, hit.secondsLeft()));
        long expected = held instanceof Reply.Hit own ? own.token() : Request.Put.NOTHING;
        return target.connection()
                .send(new Request.Put(key, value, hit.checksum(), left, expected))
                .thenApply(written -> written instanceof Reply.Stored ? Restored.FOREIGN : Restored.FAILED);
    }

    private static boolean isSame(Reply.Hit hit, Reply other) {
        return other instanceof Reply.Hit another && another.checksum() == hit.checksum();
    }
}
