package io.memshare.replication;

import io.memshare.node.Channel;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.util.concurrent.CompletableFuture;

/**
 * Which nodes are complete, that is, hold every record that they should: the word of any other node counts only together with
 * those of all others. Each node carries a voucher that says so, and a write that leaves a node out puts a note about it on
 * every node that takes the write. Safe for use by several threads.
 */
public interface Completeness {

    /** Returns how many copies an answer takes. */
    Consistency consistency();

    /**
     * Returns when this server knows what the nodes in reach have noted: each node has had its chance to answer.
     *
     * @return done then; never completes exceptionally
     */
    CompletableFuture<Void> ready();

    /** Returns the request for a node's voucher. It has to be sent before the one for the record, over the same connection. */
    Request voucher();

    /**
     * Judges a voucher.
     *
     * @param node the node
     * @param voucher its reply to {@link #voucher}
     * @return whether the node was complete when it replied, as far as this server knows by now; under
     *     {@link Consistency#QUORUM} whether it had lost nothing of what it took
     */
    boolean vouches(Replica node, Reply voucher);

    /** Returns whether no node is known to carry a voucher: nothing that was acknowledged can be missing yet. */
    boolean isFounding();

    /**
     * Returns whether a node may be written to: other servers are told by this node which list of nodes this server uses.
     *
     * @param node the node
     */
    boolean isAnnounced(Replica node);

    /**
     * Takes note of how long a record may live. Notes are kept for so long.
     *
     * @param timeToLive the time to live of a record that is written and is no tombstone
     */
    void lifetime(TimeToLive timeToLive);

    /**
     * Remembers that a node did not get a write, so that it is not complete any more.
     *
     * @param node the node
     * @return a number that stands for the write, for {@link #writeNoted}
     */
    long missedWrite(NodeAddress node);

    /**
     * Forgets a write that a node did not get, as every node that took it holds a note about that.
     *
     * @param node the node that did not get it
     * @param write what {@link #missedWrite} returned
     */
    void writeNoted(NodeAddress node, long write);

    /**
     * Remembers that a node did not get a touch. Notes about it are planted with the next look.
     *
     * @param node the node
     */
    void missedTouch(NodeAddress node);

    /**
     * Puts a note on a node that takes a write.
     *
     * @param channel the connection over which the write is sent
     * @param holder the node that takes the write
     * @param about the node that does not
     * @param everything whether the write began so long ago that anything may be missing
     * @return whether the note is there; never completes exceptionally
     */
    CompletableFuture<Boolean> note(Channel channel, NodeAddress holder, NodeAddress about, boolean everything);
}
