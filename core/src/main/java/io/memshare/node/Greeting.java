package io.memshare.node;

import java.util.concurrent.CompletionStage;

/** What has to be done on a node that came back before it is used again. */
@FunctionalInterface
public interface Greeting {

    /**
     * Greets a node.
     *
     * @param node the node, which is not up yet
     * @param channel the way to it; without deadlines
     * @return done when the node may be used; if that takes too long or fails, the connection is given up and tried anew
     */
    CompletionStage<Void> greet(Node node, Channel channel);
}
