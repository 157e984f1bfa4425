package io.memshare.replication;

import io.memshare.node.Channel;
import io.memshare.node.Node;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeStatus;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import java.util.concurrent.CompletableFuture;

/** A node that is not up yet, over the connection by which it is being taken back. */
record ReturningNode(Node node, Channel channel) implements Node {

    @Override
    public CompletableFuture<Reply> send(Request request) {
        return channel.send(request);
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
    public NodeAddress address() {
        return node.address();
    }

    @Override
    public boolean isUp() {
        return true;
    }

    @Override
    public boolean isStarting() {
        return false;
    }

    @Override
    public NodeStatus status() {
        return node.status();
    }

    @Override
    public int largestValue() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void close() {
        // Not ours to close.
    }
}
