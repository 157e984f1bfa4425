package io.memshare.replication;

import io.memshare.node.Channel;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One replica in one write: what it holds, over which connection it said so, and which notes it took from this write. For one
 * write.
 */
final class WriteReplica<S> {

    /** An item may expire between two requests; a node that contradicts itself more often is not believed any more. */
    private static final int MOST_CONTRADICTIONS = 3;

    private final int index;
    private final Key key;
    private final Replica node;
    private final Replicas basis;
    private final Reconciliation<S> reconciliation;
    private final Completeness completeness;
    private final ReplicationListener listener;
    private final Set<NodeAddress> noted = new HashSet<>();
    private final List<Long> missed = new ArrayList<>();
    private final Vote vote;
    private Channel connection;
    private boolean unread;
    private boolean lost;
    private boolean stored;
    private long readToken;
    private long refusedToken = -1;
    private int contradictions;

    WriteReplica(
            int index,
            Key key,
            Replicas basis,
            Reconciliation<S> reconciliation,
            WriteScope scope,
            ReplicationListener listener) {
        this.index = index;
        this.key = key;
        this.basis = basis;
        this.node = basis.nodes().get(index);
        this.connection = basis.connections().get(index);
        this.reconciliation = reconciliation;
        this.completeness = scope.completeness();
        this.vote = new Vote(scope.consistency(), scope.completeness(), node);
        this.listener = listener;
        Holding holding = basis.holdings().get(index);
        reconciliation.set(index, holding);
        this.unread = holding instanceof Holding.Unreachable;
    }

    int index() {
        return index;
    }

    Replica node() {
        return node;
    }

    /** Returns the connection over which this replica said what it holds. */
    Channel connection() {
        return connection;
    }

    /** Returns whether this replica is left out. */
    boolean isLost() {
        return lost;
    }

    /** Leaves this replica out. */
    void lose() {
        if (!lost) {
            lost = true;
            missed.add(completeness.missedWrite(node.address()));
            reconciliation.set(index, Holding.Unreachable.UNREACHABLE);
        }
    }

    /** The write is acknowledged: notes tell that it was missed here. */
    void noted() {
        missed.forEach(write -> completeness.writeNoted(node.address(), write));
    }

    void leaveOutIfAway() {
        if (!node.isUp() || !completeness.isAnnounced(node)) {
            lose();
        }
    }

    /** Returns whether the connection is another one than that over which this replica said what it holds. */
    boolean isReconnected() {
        return connection != node.connection();
    }

    /** What was taken over a connection that is lost by now may be lost as well. */
    void leaveOutIfReconnected() {
        if (!lost && isReconnected()) {
            lose();
        }
    }

    /** Returns whether this replica holds the state of the write, in whatever bytes. */
    boolean holds(WritePayload<S> payload) {
        return !lost
                && reconciliation.holding(index) instanceof Holding.Present present
                && (present.checksum() == payload.checksum()
                        || basis.hold(present.checksum(), payload.state())
                        || reconciliation.holds(index, payload.state()));
    }

    /** Returns whether this replica counts as one that took the write. */
    boolean backs(WritePayload<S> payload) {
        return holds(payload) && vote.isGiven();
    }

    /** Returns whether something is still to be asked of this replica. */
    boolean isPending(WritePayload<S> payload) {
        return !lost && (unread || !(holds(payload) || isLeftAlone(payload)));
    }

    /** Leaves out a replica that has not taken the write in all the time that there was, though others have. */
    void giveUpIfUnwilling(WritePayload<S> payload) {
        if (isPending(payload) && !stored) {
            node.distrust(connection, "it refused a write for as long as one may take");
            lose();
        }
    }

    /**
     * Takes the next step.
     *
     * @return done when the replica has answered, or null if there is nothing to be asked
     */
    @Nullable CompletableFuture<Boolean> step(WritePayload<S> payload, WriteNotes notes, List<WriteReplica<S>> all) {
        if (lost) {
            return null;
        }
        if (isReconnected()) {
            // The condition belongs to a connection that is gone: a node that was restarted counts from the beginning.
            connection = node.connection();
            noted.clear();
            stored = false;
            unread = true;
            vote.reset();
        }
        if (unread) {
            return connection.send(new Request.Get(key, true)).thenApply(this::read);
        }
        Request request = put(payload);
        if (request == null) {
            return holds(payload) && !vote.isAsked() ? vote.ask(connection) : null;
        }
        if (payload.bytes().length > node.largestValue()) {
            lose();
            return CompletableFuture.completedFuture(false);
        }
        // Notes first, so that no node executes the write, be it late, without them.
        CompletableFuture<Boolean> planted = note(notes, all);
        CompletableFuture<Reply> taken = connection.send(request);
        CompletableFuture<Boolean> voted = vote.ask(connection);
        return taken.thenCombine(planted, (reply, kept) -> written(payload, request, reply, kept))
                .thenCombine(voted, (written, answered) -> written);
    }

    private boolean read(Reply reply) {
        unread = false;
        vote.reset();
        readToken = reply instanceof Reply.Hit hit ? hit.token() : 0;
        reconciliation.take(index, reply);
        Holding holding = reconciliation.holding(index);
        if (holding instanceof Holding.Unreachable) {
            lose();
        } else if (token(holding) == refusedToken) {
            contradictions++;
            if (contradictions >= MOST_CONTRADICTIONS) {
                node.distrust(connection, "it refuses writes on the condition that it names itself");
                lose();
            }
        }
        return true;
    }

    /** Bytes of a later version are left alone, except by a state that absorbs whatever they say. */
    private boolean isLeftAlone(WritePayload<S> payload) {
        return reconciliation.holding(index) instanceof Holding.Foreign && !(payload.overrules() && readToken != 0);
    }

    private long token(Holding holding) {
        return holding instanceof Holding.Foreign ? readToken : holding.token();
    }

    private @Nullable Request put(WritePayload<S> payload) {
        Holding holding = reconciliation.holding(index);
        boolean done = isLeftAlone(payload) || holds(payload);
        return done
                ? null
                : new Request.Put(key, payload.bytes(), payload.checksum(), payload.timeToLive(), token(holding));
    }

    private boolean written(WritePayload<S> payload, Request request, Reply reply, boolean planted) {
        if (reply instanceof Reply.Stored taken) {
            stored = true;
            reconciliation.set(
                    index,
                    new Holding.Present(
                            taken.token(),
                            payload.checksum(),
                            payload.timeToLive().seconds()));
        } else if (reply instanceof Reply.Conflict) {
            unread = true;
            refusedToken = request instanceof Request.Put put ? put.expected() : refusedToken;
        } else {
            if (reply instanceof Reply.Refused refused) {
                listener.refused(node.address(), key, refused.reason());
            }
            lose();
        }
        if (!planted) {
            lose();
        }
        return true;
    }

    /** Returns whether this replica lacks a note about a node that is left out. */
    boolean holdsNot(WriteNotes notes, List<WriteReplica<S>> all) {
        return !noted.containsAll(notes.leftOut(all));
    }

    /** Puts the notes on this replica that it lacks; one that does not take them is left out. */
    CompletableFuture<Boolean> note(WriteNotes notes, List<WriteReplica<S>> all) {
        Set<NodeAddress> about = notes.leftOut(all);
        about.removeAll(noted);
        if (about.isEmpty()) {
            return CompletableFuture.completedFuture(true);
        }
        List<CompletableFuture<Boolean>> plants = new ArrayList<>();
        for (NodeAddress missing : about) {
            plants.add(notes.plant(connection, node.address(), missing));
        }
        return FanOut.gather(plants).thenApply(planted -> {
            if (planted.contains(false)) {
                lose();
                return false;
            }
            noted.addAll(about);
            return true;
        });
    }
}
