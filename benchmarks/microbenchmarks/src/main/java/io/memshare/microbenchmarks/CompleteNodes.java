package io.memshare.microbenchmarks;

import io.memshare.node.Channel;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import io.memshare.replication.Completeness;
import io.memshare.replication.Consistency;
import io.memshare.replication.WriteLimits;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** All nodes are complete, and no node is ever left out. */
public enum CompleteNodes implements Completeness {

    /** The only one. */
    INSTANCE;

    /** Limits that no write here reaches. */
    public static final WriteLimits LIMITS = new WriteLimits(Duration.ofSeconds(1), System::nanoTime);

    private static final Request VOUCHER = new Request.Get(Key.of("memshare:voucher"), true);
    private static final CompletableFuture<Void> READY = CompletableFuture.completedFuture(null);

    @Override
    public Consistency consistency() {
        return Consistency.AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> ready() {
        return READY;
    }

    @Override
    public Request voucher() {
        return VOUCHER;
    }

    @Override
    public boolean vouches(Replica node, Reply voucher) {
        return true;
    }

    @Override
    public boolean isFounding() {
        return false;
    }

    @Override
    public boolean isAnnounced(Replica node) {
        return true;
    }

    @Override
    public void lifetime(TimeToLive timeToLive) {
        // There are no notes.
    }

    @Override
    public long missedWrite(NodeAddress node) {
        throw new IllegalStateException("a node missed a write");
    }

    @Override
    public void writeNoted(NodeAddress node, long write) {
        throw new IllegalStateException("a node missed a write");
    }

    @Override
    public void missedTouch(NodeAddress node) {
        throw new IllegalStateException("a node missed a touch");
    }

    @Override
    public CompletableFuture<Reply> note(Channel channel, NodeAddress holder, NodeAddress about, boolean everything) {
        throw new IllegalStateException("a node missed a write");
    }
}
