package io.memshare.replication;

import io.memshare.node.Channel;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeId;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import java.util.concurrent.CompletableFuture;

/** A node that is not up yet, over the connection by which it is coming back. */
record ReturningNode(Replica node, Channel channel) implements Replica {

    @Override
    public CompletableFuture<Reply> send(Request request) {
        return channel.send(request);
    }

    @Override
    public NodeId id() {
        return node.id();
    }

    @Override
    public NodeAddress address() {
        return node.address();
    }

    @Override
    public Channel connection() {
        return channel;
    }

    @Override
    public void distrust(Channel connection, String reason) {
        // The delivery fails, and with it the attempt to take the node back.
    }

    @Override
    public boolean isUp() {
        return true;
    }

    @Override
    public int largestValue() {
        return Integer.MAX_VALUE;
    }
}
