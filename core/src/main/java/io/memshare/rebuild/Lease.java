package io.memshare.rebuild;

import io.memshare.node.Checksum;
import io.memshare.node.Key;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/**
 * The right to rebuild a node, which one application server has at a time. It is kept in the node itself and expires unless
 * it is renewed. A server that has lost it unawares, as by a pause, does no harm: it merges what another merges as well.
 * Safe for use by several threads.
 */
final class Lease {

    /** Some renewals may be late. */
    private static final TimeToLive TERM = new TimeToLive(5);

    private static final TimeToLive SHORTEST = new TimeToLive(1);

    private final Replica node;
    private final Key key;
    private final byte[] owner;
    private volatile long token;

    Lease(Replica node, Key key, byte[] owner) {
        this.node = node;
        this.key = key;
        this.owner = owner.clone();
    }

    /** Returns a name for this server that no other has. */
    static byte[] owner(RandomGenerator dice) {
        return String.format("%016x%016x", dice.nextLong(), dice.nextLong()).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Decides whether the lease can be taken.
     *
     * @param seen what the node holds
     * @param owner who wants it
     * @return the token to replace, {@link Request.Put#NOTHING} for none; empty if another server has the lease, or if
     *     nobody can tell
     */
    static OptionalLong claim(Reply seen, byte[] owner) {
        if (seen instanceof Reply.Miss) {
            return OptionalLong.of(Request.Put.NOTHING);
        }
        // Ours from before: the answer got lost when it was taken or released.
        return seen instanceof Reply.Hit hit && Arrays.equals(hit.value(), owner)
                ? OptionalLong.of(hit.token())
                : OptionalLong.empty();
    }

    /** Takes the lease if it can be had; returns whether it was. */
    CompletableFuture<Boolean> acquire() {
        return node.send(new Request.Get(key, true)).thenCompose(seen -> {
            OptionalLong claim = claim(seen, owner);
            return claim.isPresent() ? put(claim.getAsLong(), TERM) : CompletableFuture.completedFuture(false);
        });
    }

    /** Returns whether the lease is still ours, which it is then for another term. */
    CompletableFuture<Boolean> renew() {
        return put(token, TERM);
    }

    /** Lets another server have it soon. */
    CompletableFuture<Boolean> release() {
        return put(token, SHORTEST);
    }

    private CompletableFuture<Boolean> put(long expected, TimeToLive term) {
        return node.send(new Request.Put(key, owner, Checksum.of(owner), term, expected))
                .thenApply(reply -> {
                    if (reply instanceof Reply.Stored stored) {
                        token = stored.token();
                        return true;
                    }
                    return false;
                });
    }
}
