package io.memshare.replication;

import io.memshare.node.Channel;
import io.memshare.node.Key;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A replica within a write: its content, the connection over which it was reported, and the notes that it took from
 * this write. Used for a single write.
 */
final class WriteReplica<S> {

    private final int index;
    private final Key key;
    private final Replica node;
    private final Replicas basis;
    private final Reconciliation<S> reconciliation;
    private final Completeness completeness;
    private final ReplicationListener listener;
    private final PlantedNotes noted = new PlantedNotes();
    private final MissedWrite missed;
    private final Contradictions contradictions = new Contradictions();
    private final Vote vote;
    private Channel connection;
    private boolean unread;
    private boolean lost;
    private boolean refusedHere;
    private boolean stored;
    private long readToken;

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
        this.missed = new MissedWrite(completeness, node.address());
        this.vote = new Vote(scope.consistency(), scope.completeness(), node);
        this.listener = listener;
        ReplicaState replicaState = basis.replicaStates().get(index);
        reconciliation.set(index, replicaState);
        // Of bytes of a later version no token is kept, which a tombstone needs to replace them.
        this.unread = replicaState.isUnknown() || replicaState instanceof ReplicaState.Foreign;
    }

    int index() {
        return index;
    }

    Replica node() {
        return node;
    }

    /** Returns the connection over which this replica reported its content. */
    Channel connection() {
        return connection;
    }

    /** Returns whether this replica is left out. */
    boolean isLost() {
        return lost;
    }

    /**
     * Returns whether this server itself refused a request to the node, for lack of room or because it ends. The node
     * has missed nothing; the whole write breaks off instead, like that of a server that dies.
     */
    boolean isRefusedHere() {
        return refusedHere;
    }

    /** Leaves this replica out. */
    void lose() {
        if (!lost) {
            lost = true;
            missed.begin();
            reconciliation.set(index, ReplicaState.Unreachable.UNREACHABLE);
        }
    }

    /** Records that notes now tell that the write was missed here. */
    void noted() {
        missed.noted();
    }

    /** Records that no node has the write. A node that refused it may have dropped what it held before. */
    void missedNothing() {
        missed.nothing();
    }

    /** Returns whether this replica has the state of the write, may have it, or may store it later. */
    boolean mayHold(WritePayload<S> payload) {
        return missed.mayBeStored() || holds(payload);
    }

    void leaveOutIfAway() {
        if (!node.isUp() || !completeness.isAnnounced(node)) {
            lose();
        }
    }

    /** Returns whether the connection has changed since this replica reported its content. */
    boolean isReconnected() {
        return connection != node.connection();
    }

    /** Leaves out a replica whose connection was lost, because it may have lost the content as well. */
    void leaveOutIfReconnected() {
        if (!lost && isReconnected()) {
            lose();
        }
    }

    /** Returns whether this replica holds the state of the write, in any encoding. */
    boolean holds(WritePayload<S> payload) {
        return !lost
                && reconciliation.stateOf(index) instanceof ReplicaState.Present present
                && (present.checksum() == payload.checksum()
                        || basis.hold(present.checksum(), payload.state())
                        || reconciliation.holds(index, payload.state()));
    }

    /** Returns whether this replica counts as having taken the write. */
    boolean backs(WritePayload<S> payload) {
        return holds(payload) && vote.isGiven();
    }

    /** Returns whether a further request to this replica is needed. */
    boolean isPending(WritePayload<S> payload) {
        return !lost && (unread || !(holds(payload) || isLeftAlone(payload)));
    }

    /** Leaves out a replica that has not taken the write within the time limit, although others have. */
    void giveUpIfUnwilling(WritePayload<S> payload) {
        if (isPending(payload) && !stored) {
            node.distrust(connection, "it refused a write until the time limit for writes");
            lose();
        }
    }

    /**
     * Performs the next step.
     *
     * @return completes when the replica has answered; null if there is nothing to do
     */
    @Nullable CompletableFuture<Boolean> step(WritePayload<S> payload, WriteNotes notes, List<WriteReplica<S>> all) {
        if (lost) {
            return null;
        }
        if (isReconnected()) {
            // The condition belongs to a lost connection: a restarted node counts its tokens from the beginning.
            connection = node.connection();
            noted.forget();
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
        // Notes first, so that no node executes the write, even late, without them.
        CompletableFuture<Boolean> planted = note(notes, all);
        CompletableFuture<Reply> taken = connection.send(request);
        CompletableFuture<Boolean> voted = vote.ask(connection);
        return taken.thenCombine(planted, (reply, kept) -> written(payload, request, reply, kept))
                .thenCombine(voted, (written, answered) -> written);
    }

    private boolean read(Reply reply) {
        unread = false;
        vote.reset();
        if (reply.isLocalRefusal()) {
            refusedHere = true;
            return true;
        }
        readToken = reply instanceof Reply.Hit hit ? hit.token() : 0;
        reconciliation.take(index, reply);
        ReplicaState replicaState = reconciliation.stateOf(index);
        if (replicaState instanceof ReplicaState.Unreachable) {
            lose();
        } else if (contradictions.areTooMany(token(replicaState))) {
            node.distrust(connection, "it refuses writes on the condition that it reported itself");
            lose();
        }
        return true;
    }

    /** Returns whether the bytes of a later version are left alone, which only a final state overwrites. */
    private boolean isLeftAlone(WritePayload<S> payload) {
        return reconciliation.stateOf(index) instanceof ReplicaState.Foreign
                && !(payload.overrules() && readToken != 0);
    }

    private long token(ReplicaState replicaState) {
        return replicaState instanceof ReplicaState.Foreign ? readToken : replicaState.token();
    }

    private @Nullable Request put(WritePayload<S> payload) {
        ReplicaState replicaState = reconciliation.stateOf(index);
        boolean done = isLeftAlone(payload) || holds(payload);
        return done ? null : payload.put(key, token(replicaState));
    }

    private boolean written(WritePayload<S> payload, Request request, Reply reply, boolean planted) {
        missed.answered(reply);
        if (reply instanceof Reply.Stored taken) {
            stored = true;
            reconciliation.set(index, payload.stored(taken.token()));
        } else if (reply instanceof Reply.Conflict) {
            unread = true;
            contradictions.refused(request);
        } else if (reply.isLocalRefusal()) {
            refusedHere = true;
        } else {
            if (reply instanceof Reply.Refused refusal) {
                listener.refused(node.address(), key, refusal.reason());
            }
            lose();
        }
        if (!planted && !refusedHere) {
            lose();
        }
        return true;
    }

    /** Forgets which notes this replica took, so that they are stored again. */
    void forgetNotes() {
        noted.forget();
    }

    /** Returns whether this replica lacks a note about a node that is left out. */
    boolean holdsNot(WriteNotes notes, List<WriteReplica<S>> all) {
        return !noted.containAll(notes.leftOut(all));
    }

    /** Puts the missing notes on this replica; if it does not take them, it is left out. */
    CompletableFuture<Boolean> note(WriteNotes notes, List<WriteReplica<S>> all) {
        return noted.plant(notes, connection, node.address(), notes.leftOut(all))
                .thenApply(reply -> {
                    if (reply.isLocalRefusal()) {
                        refusedHere = true;
                    } else if (!(reply instanceof Reply.Stored)) {
                        lose();
                    }
                    return reply instanceof Reply.Stored;
                });
    }
}
