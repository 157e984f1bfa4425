package io.memshare.replication;

import io.memshare.node.Channel;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.util.concurrent.CompletableFuture;

/**
 * Knows which nodes are complete, that is, hold every record that they should. The answer of an incomplete node counts
 * only together with the answers of all others. Each node carries a voucher that says whether it is complete. A write
 * that leaves a node out puts a note about that node on every node that takes the write. Safe for use by several
 * threads.
 */
public interface Completeness {

    /** Returns how many copies an answer requires. */
    Consistency consistency();

    /**
     * Returns when this server knows the notes on all reachable nodes: each node has had its chance to answer.
     *
     * @return completes then; never completes exceptionally
     */
    CompletableFuture<Void> ready();

    /**
     * Returns when this server knows the current list of nodes, and evaluates vouchers for it. After a pause the list
     * may have been changed.
     *
     * @return completed unless this server was paused, or is adopting a list; never completes exceptionally
     */
    CompletableFuture<Void> upToDate();

    /**
     * Returns the request for a node's voucher. It must be sent before the request for the record, over the same
     * connection.
     */
    Request voucher();

    /**
     * Evaluates a voucher.
     *
     * @param node the node
     * @param voucher its reply to {@link #voucher}
     * @return whether the node was complete when it replied, as far as this server knows by now; under
     *     {@link Consistency#QUORUM}, whether it had lost nothing that it took
     */
    boolean vouches(Replica node, Reply voucher);

    /** Returns whether no node is known to carry a voucher, in which case no acknowledged write can be missing yet. */
    boolean isFounding();

    /**
     * Returns whether a node may be written to, because it announces this server's list of nodes to other servers.
     *
     * @param node the node
     */
    boolean isAnnounced(Replica node);

    /**
     * Records the lifetime of a record, for which notes must be kept.
     *
     * @param timeToLive the time to live of a record that is written and is not a tombstone
     */
    void lifetime(TimeToLive timeToLive);

    /**
     * Records that a node did not get a write, so that it is no longer complete.
     *
     * @param node the node
     * @return a number that identifies the write, for {@link #writeNoted}
     */
    long missedWrite(NodeAddress node);

    /**
     * Forgets a write that a node did not get, because every node that took it now holds a note about that, or because
     * no node took it.
     *
     * @param node the node that did not get it
     * @param write the result of {@link #missedWrite}
     */
    void writeNoted(NodeAddress node, long write);

    /**
     * Records that a node did not get a touch. The next poll puts notes about it on the nodes.
     *
     * @param node the node
     */
    void missedTouch(NodeAddress node);

    /**
     * Puts a note on a node that takes a write.
     *
     * @param channel the connection over which the write is sent
     * @param holder the node that takes the write
     * @param about the node that does not take it
     * @param everything whether the write started so long ago that any record may be missing
     * @return {@link Reply.Stored} if the note is stored, else the reply that tells why not; never completes
     *     exceptionally
     */
    CompletableFuture<Reply> note(Channel channel, NodeAddress holder, NodeAddress about, boolean everything);
}
