package io.memshare.wholeness;

import io.memshare.node.Channel;
import io.memshare.node.Checksum;
import io.memshare.node.Key;
import io.memshare.node.Node;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import io.memshare.replication.Wholeness;
import io.memshare.wholeness.MarkerPolicy.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the markers of all nodes at regular intervals, which is also the ping that finds a silent node before a request
 * does and keeps the markers from being evicted; and changes them as {@link MarkerPolicy} says. Safe for use by several
 * threads: what it remembers is a hint only, the truth is in the nodes and is changed by compare and set.
 */
public final class MarkerKeeper implements Wholeness {

    private final Key key;
    private final TimeToLive rebuild;
    private final Map<NodeAddress, Marker> lastSeen = new ConcurrentHashMap<>();
    /** How often a node has missed a write since its marker was last taken away. */
    private final Map<NodeAddress, Integer> missed = new ConcurrentHashMap<>();

    /**
     * Creates a keeper.
     *
     * @param key where each node keeps its marker
     * @param rebuild after which time a node that was empty counts as whole again: the longest lifetime of a record
     */
    public MarkerKeeper(Key key, TimeToLive rebuild) {
        this.key = key;
        this.rebuild = rebuild;
    }

    @Override
    public CompletableFuture<Boolean> isWhole(Replica node) {
        return node.send(new Request.Get(key, true))
                .thenApply(reply ->
                        Marker.of(reply, rebuild) instanceof Marker.Whole && !missed.containsKey(node.address()));
    }

    @Override
    public void missedWrite(Replica node) {
        missed.merge(node.address(), 1, Integer::sum);
    }

    /** Returns whether a node was whole when it was last looked at. Asks nobody. */
    public boolean wasWhole(Replica node) {
        return lastSeen.get(node.address()) instanceof Marker.Whole && !missed.containsKey(node.address());
    }

    /** Returns whether a node had missed records when it was last looked at. Asks nobody. */
    public boolean wasIncomplete(Replica node) {
        return lastSeen.get(node.address()) instanceof Marker.Rebuilding;
    }

    /**
     * Asks how a node stands.
     *
     * @param node the node
     * @return what its marker says. Never completes exceptionally
     */
    public CompletableFuture<Standing> standing(Replica node) {
        return node.send(new Request.Get(key, true)).thenApply(reply -> {
            Marker marker = Marker.of(reply, rebuild);
            if (!(reply instanceof Reply.Hit hit) || marker instanceof Marker.None) {
                return Standing.UNKNOWN;
            }
            if (marker instanceof Marker.Rebuilding) {
                return new Standing(Standing.Kind.INCOMPLETE, hit.token());
            }
            return missed.containsKey(node.address())
                    ? Standing.UNKNOWN
                    : new Standing(Standing.Kind.WHOLE, hit.token());
        });
    }

    /**
     * Declares a node whole that has got all that it lacked.
     *
     * @param node the node
     * @param since how it stood before it was looked for what it lacked
     * @return whether it is whole now; false if it has missed a write or was emptied since then. Never completes
     *     exceptionally
     */
    public CompletableFuture<Boolean> completed(Replica node, Standing since) {
        if (since.kind() != Standing.Kind.INCOMPLETE || missed.containsKey(node.address())) {
            return CompletableFuture.completedFuture(false);
        }
        return node.send(store(Marker.WHOLE, since.token())).thenApply(reply -> {
            boolean stored = reply instanceof Reply.Stored;
            if (stored) {
                lastSeen.put(node.address(), Marker.WHOLE);
            }
            return stored;
        });
    }

    private Request store(Marker marker, long expected) {
        byte[] bytes = Marker.bytes(marker);
        return new Request.Put(key, bytes, Checksum.of(bytes), Marker.timeToLive(marker, rebuild), expected);
    }

    /**
     * Looks at a node that came back, and takes its marker away if it has missed a write.
     *
     * @param node the node, not up yet
     * @param channel the way to it
     * @return done when the node's marker tells the truth; fails if the node does not answer or does not take a marker
     */
    public CompletableFuture<Void> greet(Replica node, Channel channel) {
        NodeAddress address = node.address();
        return channel.send(new Request.Get(key, true)).thenCompose(reply -> {
            if (reply instanceof Reply.Unavailable) {
                return CompletableFuture.failedFuture(new IllegalStateException("no answer"));
            }
            lastSeen.put(address, Marker.of(reply, rebuild));
            return missed.containsKey(address)
                    ? put(address, channel, reply, Marker.REBUILDING)
                            .thenCompose(stored -> again(node, channel, stored))
                    : CompletableFuture.completedFuture(null);
        });
    }

    /** Greets a node once more when somebody else has changed its marker meanwhile, perhaps to one that is not true. */
    private CompletableFuture<Void> again(Replica node, Channel channel, Reply stored) {
        if (stored instanceof Reply.Stored) {
            return CompletableFuture.completedFuture(null);
        }
        return stored instanceof Reply.Conflict
                ? greet(node, channel)
                : CompletableFuture.failedFuture(new IllegalStateException("the marker was not taken"));
    }

    /**
     * Looks at all nodes once, and changes markers where that is due.
     *
     * @param nodes all nodes
     * @return done when all nodes have answered or have not in time
     */
    public CompletableFuture<Void> look(List<? extends Node> nodes) {
        List<CompletableFuture<Reply>> replies = new ArrayList<>(nodes.size());
        // Before asking: a node that comes up meanwhile has not had its chance to answer.
        List<Boolean> starting = nodes.stream().map(Node::isStarting).toList();
        for (Node node : nodes) {
            replies.add(node.send(new Request.Get(key, true)));
        }
        return CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new))
                .thenCompose(all -> act(
                        nodes,
                        starting,
                        replies.stream().map(CompletableFuture::join).toList()));
    }

    private CompletableFuture<Void> act(List<? extends Node> nodes, List<Boolean> starting, List<Reply> replies) {
        List<MarkerPolicy.View> views = new ArrayList<>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            views.add(view(nodes.get(i).address(), starting.get(i), replies.get(i)));
        }
        List<@Nullable Marker> decisions = MarkerPolicy.decide(views);
        List<CompletableFuture<Reply>> puts = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Marker decision = decisions.get(i);
            boolean same = decision != null
                    && Marker.of(replies.get(i), rebuild).equals(decision)
                    && !missed.containsKey(nodes.get(i).address());
            if (decision != null && !same) {
                puts.add(put(nodes.get(i).address(), nodes.get(i), replies.get(i), decision));
            }
        }
        return CompletableFuture.allOf(puts.toArray(CompletableFuture[]::new));
    }

    private MarkerPolicy.View view(NodeAddress address, boolean starting, Reply reply) {
        boolean answered = reply instanceof Reply.Hit || reply instanceof Reply.Miss;
        if (answered) {
            lastSeen.put(address, Marker.of(reply, rebuild));
        }
        Reach unanswered = starting ? Reach.STARTING : Reach.SILENT;
        return new MarkerPolicy.View(
                answered ? Reach.ANSWERED : unanswered,
                lastSeen.getOrDefault(address, Marker.NONE),
                missed.containsKey(address));
    }

    /** Stores a marker in place of the one that was seen; whoever comes second leaves it to the next look. */
    private CompletableFuture<Reply> put(NodeAddress address, Channel channel, Reply seen, Marker marker) {
        long expected = seen instanceof Reply.Hit hit ? hit.token() : Request.Put.NOTHING;
        Integer known = missed.get(address);
        return channel.send(store(marker, expected)).thenApply(reply -> {
            if (reply instanceof Reply.Stored) {
                lastSeen.put(address, marker);
                // Kept if another write was missed meanwhile: the marker does not tell of that one.
                if (known != null) {
                    missed.remove(address, known);
                }
            }
            return reply;
        });
    }
}
