package io.memshare.replication;

import io.memshare.node.Channel;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.node.TimeToLive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Hinted handoff (DeCandia and others, "Dynamo", 2007, section 4.6) of tombstones: the tombstones that a node missed
 * while it was away are delivered before it is used again. Bounded; the oldest hint of a node is discarded first. Safe
 * for use by several threads.
 */
public final class Hints {

    private static final int MOST_PER_NODE = 10_000;
    private static final int BATCH = 64;

    private final Map<NodeAddress, Map<Key, Hint<?>>> waiting = new HashMap<>();

    /**
     * A tombstone that a node missed.
     *
     * @param store the store of the record
     */
    record Hint<S>(ReplicatedStore<S> store, Key key, S state, TimeToLive timeToLive) {

        /** Delivers the tombstone; returns whether nothing is left to do. */
        CompletableFuture<Boolean> deliver(Replica node) {
            return store.deliver(this, node);
        }
    }

    synchronized void add(NodeAddress node, Hint<?> hint) {
        Map<Key, Hint<?>> hints = waiting.computeIfAbsent(node, address -> new LinkedHashMap<>());
        hints.put(hint.key(), hint);
        if (hints.size() > MOST_PER_NODE) {
            hints.remove(hints.keySet().iterator().next());
        }
    }

    /** Returns how many hints wait for a node. */
    public synchronized int waiting(NodeAddress node) {
        return waiting.getOrDefault(node, Map.of()).size();
    }

    /**
     * Drops the hints for a node that is no longer used.
     *
     * @param node the node
     */
    public synchronized void forget(NodeAddress node) {
        waiting.remove(node);
    }

    /**
     * Delivers the hints for a node that has come back.
     *
     * @param node the node
     * @param channel the connection to it
     * @return completes when all are delivered; fails if the node does not take them
     */
    public CompletableFuture<Void> deliver(Replica node, Channel channel) {
        List<Hint<?>> batch = batch(node.address());
        if (batch.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Replica reached = new ReturningNode(node, channel);
        List<CompletableFuture<Boolean>> deliveries = new ArrayList<>(batch.size());
        for (Hint<?> hint : batch) {
            deliveries.add(hint.deliver(reached).thenApply(done -> {
                if (done) {
                    delivered(node.address(), hint);
                }
                return done;
            }));
        }
        return FanOut.gather(deliveries).thenCompose(done -> {
            if (done.contains(false)) {
                return CompletableFuture.failedFuture(new IllegalStateException("the node did not accept a tombstone"));
            }
            return deliver(node, channel);
        });
    }

    private synchronized List<Hint<?>> batch(NodeAddress node) {
        return waiting.getOrDefault(node, Map.of()).values().stream()
                .limit(BATCH)
                .<Hint<?>>map(hint -> hint)
                .toList();
    }

    private synchronized void delivered(NodeAddress node, Hint<?> hint) {
        waiting.getOrDefault(node, Map.of()).remove(hint.key(), hint);
    }
}
