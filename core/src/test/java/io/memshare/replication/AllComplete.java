package io.memshare.replication;

import io.memshare.node.Channel;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Nodes that are all complete; remembers what notes were asked for. */
public class AllComplete implements Completeness {

    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final List<NodeAddress> missed = new CopyOnWriteArrayList<>();

    /** Returns the notes, each as "holder about target". */
    public List<String> notes() {
        return notes;
    }

    /** Returns the nodes that missed writes of which no notes tell. */
    public List<NodeAddress> missed() {
        return missed;
    }

    @Override
    public Consistency consistency() {
        return Consistency.AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> ready() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Request voucher() {
        return new Request.Get(Key.of("voucher"), true);
    }

    @Override
    public boolean vouches(Replica node, Reply voucher) {
        return voucher instanceof Reply.Hit;
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
    public void lifetime(TimeToLive timeToLive) {}

    @Override
    public long missedWrite(NodeAddress node) {
        missed.add(node);
        return 1;
    }

    @Override
    public void writeNoted(NodeAddress node, long write) {
        missed.remove(node);
    }

    @Override
    public void missedTouch(NodeAddress node) {}

    @Override
    public CompletableFuture<Boolean> note(Channel channel, NodeAddress holder, NodeAddress about, boolean everything) {
        notes.add(holder + " about " + about + (everything ? ", everything" : ""));
        return CompletableFuture.completedFuture(true);
    }
}
