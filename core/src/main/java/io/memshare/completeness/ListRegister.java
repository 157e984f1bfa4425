package io.memshare.completeness;

import io.memshare.node.Background;
import io.memshare.node.Channel;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The list of nodes that the servers have agreed on, as stored on each node. A record is only ever replaced by a later
 * state, by compare and set. Safe for use by several threads.
 */
final class ListRegister {

    private final ControlCodec codec;
    private final AgreedList agreed;
    private final Announcements announcements;

    ListRegister(ControlCodec codec, AgreedList agreed, Announcements announcements) {
        this.codec = codec;
        this.agreed = agreed;
        this.announcements = announcements;
    }

    private Request get() {
        return new Request.Get(codec.keys().agreed(), true);
    }

    /**
     * Asks a node for the list in use, and then announces this server on it. A server that was paused must not announce
     * a list that is no longer used.
     *
     * @return the reply to the announcement
     */
    CompletableFuture<Reply> announce(NodeAddress node, Channel channel) {
        Supplier<CompletableFuture<Reply>> announcing = announcements.announcing(node, channel);
        return channel.send(get()).thenCompose(reply -> {
            learn(node, channel, reply);
            return announcing.get();
        });
    }

    /** Adopts a later state that a node holds, and brings a node up to date that holds an earlier one or none. */
    private void learn(NodeAddress node, Channel channel, Reply reply) {
        if (!Survey.isAnswer(reply)) {
            return;
        }
        ListState found = codec.agreed(node, reply);
        if (found != null && found.supersedes(agreed.current())) {
            agreed.adopt(found);
            return;
        }
        ListState current = agreed.current();
        if (found != null && found.cluster() != current.cluster()) {
            announcements.report(found);
        } else if (current.epoch() > 0 && !current.equals(found) && current.contains(node)) {
            Background.run("bringing a node up to date", channel.send(replacement(node, reply, current)));
        }
    }

    /**
     * Proposes a state to the nodes. The first node that is reached decides between several servers.
     *
     * @param nodes all nodes, in the same order on every server
     * @return whether a node took it, and none had a later state; never completes exceptionally
     */
    CompletableFuture<Boolean> propose(ListState next, List<? extends Replica> nodes) {
        return propose(next, nodes.iterator(), false);
    }

    private CompletableFuture<Boolean> propose(ListState next, Iterator<? extends Replica> nodes, boolean taken) {
        if (!nodes.hasNext()) {
            return CompletableFuture.completedFuture(taken);
        }
        Replica node = nodes.next();
        Channel channel = node.connection();
        return channel.send(get()).thenCompose(reply -> {
            ListState found = Survey.isAnswer(reply) ? codec.agreed(node.address(), reply) : null;
            if (found != null && !found.equals(next) && !next.supersedes(found)) {
                return CompletableFuture.completedFuture(false);
            }
            return stored(next, node.address(), channel, reply, found).thenCompose(outcome -> switch (outcome) {
                case TAKEN -> propose(next, nodes, true);
                // After the first node has decided, the others follow by polls.
                case OVERTAKEN -> taken ? propose(next, nodes, true) : CompletableFuture.completedFuture(false);
                case AWAY -> propose(next, nodes, taken);
            });
        });
    }

    private enum Outcome {
        TAKEN,
        OVERTAKEN,
        AWAY
    }

    private CompletableFuture<Outcome> stored(
            ListState next, NodeAddress node, Channel channel, Reply reply, @Nullable ListState found) {
        if (!Survey.isAnswer(reply)) {
            return CompletableFuture.completedFuture(Outcome.AWAY);
        }
        if (next.equals(found)) {
            return CompletableFuture.completedFuture(Outcome.TAKEN);
        }
        return channel.send(replacement(node, reply, next)).thenApply(answer -> {
            if (answer instanceof Reply.Stored) {
                return Outcome.TAKEN;
            }
            return answer instanceof Reply.Conflict ? Outcome.OVERTAKEN : Outcome.AWAY;
        });
    }

    private Request replacement(NodeAddress node, Reply seen, ListState next) {
        long expected = seen instanceof Reply.Hit hit ? hit.token() : Request.Put.NOTHING;
        return codec.replace(node, codec.keys().agreed(), next, TimeToLive.FOREVER, expected);
    }
}
