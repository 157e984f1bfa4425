package io.memshare.node;

import java.util.concurrent.CompletionStage;

/** The work on a node that has come back, done before the node is used again. Safe for use by several threads. */
@FunctionalInterface
public interface RejoinStep {

    /**
     * Does the work.
     *
     * @param node the node, which is not up yet
     * @param channel the connection to it; without deadlines
     * @return completes when the node may be used; if that takes too long or fails, the connection is closed and
     *     dialled again
     */
    CompletionStage<Void> run(Replica node, Channel channel);
}
