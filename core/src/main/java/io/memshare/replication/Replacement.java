package io.memshare.replication;

import io.memshare.node.Checksum;
import io.memshare.node.Key;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One compare and set on every replica in reach, in one round: unlike a {@link ReplicatedWrite} it merges nothing, and stops
 * where a replica no longer holds what was read. For one call.
 */
final class Replacement<S> {

    private final Key key;
    private final S state;
    private final byte[] bytes;
    private final int checksum;
    private final TimeToLive timeToLive;
    private final List<Replica> nodes;
    private final List<Holding> holdings;
    private boolean overtaken;

    Replacement(RecordType<S> type, Key key, S state, Replicas basis, TimeToLive timeToLive) {
        this.key = key;
        this.state = state;
        this.bytes = type.encode(key, state);
        this.checksum = Checksum.of(bytes);
        this.timeToLive = timeToLive;
        this.nodes = basis.nodes();
        this.holdings = new ArrayList<>(basis.holdings());
    }

    CompletableFuture<Written<S>> run() {
        List<Integer> indexes = new ArrayList<>(nodes.size());
        List<CompletableFuture<Reply>> replies = new ArrayList<>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            Long expected = expected(holdings.get(i));
            if (expected != null) {
                indexes.add(i);
                replies.add(nodes.get(i).send(new Request.Put(key, bytes, checksum, timeToLive, expected)));
            }
        }
        return FanOut.gather(replies).thenApply(answers -> {
            for (int i = 0; i < answers.size(); i++) {
                take(indexes.get(i), answers.get(i));
            }
            return outcome();
        });
    }

    /** Returns the token of what is to be replaced, or null if nothing can or need be. */
    private @Nullable Long expected(Holding holding) {
        if (holding instanceof Holding.Present present) {
            return present.checksum() == checksum ? null : present.token();
        }
        if (holding instanceof Holding.Damaged damaged) {
            return damaged.token();
        }
        return holding instanceof Holding.Missing ? Request.Put.NOTHING : null;
    }

    private void take(int index, Reply reply) {
        overtaken |= reply instanceof Reply.Conflict;
        holdings.set(
                index,
                reply instanceof Reply.Stored stored
                        ? new Holding.Present(stored.token(), checksum, timeToLive.seconds())
                        : Holding.Unreachable.UNREACHABLE);
    }

    private Written<S> outcome() {
        if (overtaken) {
            return new Written.Overtaken<>();
        }
        boolean kept = holdings.stream().anyMatch(Holding.Present.class::isInstance);
        return kept
                ? new Written.Kept<>(state, checksum, new Replicas(nodes, holdings), List.of())
                : new Written.NotKept<>("none of " + nodes.size() + " nodes took the change");
    }
}
