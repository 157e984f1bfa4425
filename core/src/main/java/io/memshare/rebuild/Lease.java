package io.memshare.rebuild;

import io.memshare.codec.Envelope;
import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordId;
import io.memshare.node.Checksum;
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
    private final RecordId record;
    private final Envelope envelope;
    private final byte[] owner;
    private volatile long token;

    /**
     * @param node the node that is to be rebuilt
     * @param record where the lease is kept, on that node alone
     * @param envelope its outer form
     * @param owner the name of this server
     */
    Lease(Replica node, RecordId record, Envelope envelope, byte[] owner) {
        this.node = node;
        this.record = record;
        this.envelope = envelope;
        this.owner = owner.clone();
    }

    /** Returns a name for this server that no other has. */
    static byte[] owner(RandomGenerator dice) {
        return String.format("%016x%016x", dice.nextLong(), dice.nextLong()).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Decides whether the lease can be taken. One that this application has not written, or that would last longer than a term,
     * belongs to no server: nobody can keep a node from being rebuilt by an item of his own.
     *
     * @param seen what the node holds
     * @return the token to replace, {@link Request.Put#NOTHING} for none; empty if another server has the lease, or if
     *     nobody can tell
     */
    OptionalLong claim(Reply seen) {
        if (seen instanceof Reply.Miss) {
            return OptionalLong.of(Request.Put.NOTHING);
        }
        return seen instanceof Reply.Hit hit && !isAnothers(hit) ? OptionalLong.of(hit.token()) : OptionalLong.empty();
    }

    private boolean isAnothers(Reply.Hit hit) {
        byte[] value = hit.value();
        if (value == null) {
            return true;
        }
        try {
            // Ours from before: the answer got lost when it was taken or released.
            return !Arrays.equals(envelope.unwrap(record, value), owner)
                    && hit.secondsLeft() != Reply.FOREVER
                    && hit.secondsLeft() <= TERM.seconds();
        } catch (MalformedRecordException ex) {
            return false;
        }
    }

    /** Takes the lease if it can be had; returns whether it was. */
    CompletableFuture<Boolean> acquire() {
        return node.send(new Request.Get(record.key(), true)).thenCompose(seen -> {
            OptionalLong claim = claim(seen);
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
        byte[] bytes = envelope.wrap(record, owner);
        return node.send(new Request.Put(record.key(), bytes, Checksum.of(bytes), term, expected))
                .thenApply(reply -> {
                    if (reply instanceof Reply.Stored stored) {
                        token = stored.token();
                        return true;
                    }
                    return false;
                });
    }
}
