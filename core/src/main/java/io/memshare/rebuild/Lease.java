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
 * The right to rebuild a node, held by a single application server at a time. It is stored on the node itself and
 * expires unless renewed. A server that has lost it unnoticed, for example during a pause, does no harm, because its
 * writes are merges. Safe for use by several threads.
 */
final class Lease {

    /** Long enough that some renewals may be late. */
    private static final TimeToLive TERM = new TimeToLive(5);

    private static final TimeToLive SHORTEST = new TimeToLive(1);

    /** Several times the size of a sealed lease; a longer value is no lease. */
    private static final int LARGEST = 1024;

    private final Replica node;
    private final RecordId record;
    private final Envelope envelope;
    private final byte[] owner;
    private volatile long token;

    /**
     * Creates a lease.
     *
     * @param node the node to rebuild
     * @param record the record of the lease, stored on that node only
     * @param envelope the outer form of the record
     * @param owner the name of this server
     */
    Lease(Replica node, RecordId record, Envelope envelope, byte[] owner) {
        this.node = node;
        this.record = record;
        this.envelope = envelope;
        this.owner = owner.clone();
    }

    /** Returns a unique name for this server. */
    static byte[] owner(RandomGenerator random) {
        return String.format("%016x%016x", random.nextLong(), random.nextLong()).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Decides whether the lease can be taken. A lease that was not written by this application, or that would last
     * longer than a term, belongs to no server: an attacker cannot prevent the rebuild of a node by storing an item.
     *
     * @param seen the reply of the node
     * @return the token to replace, {@link Request.Put#NOTHING} for none; empty if another server holds the lease, or
     *     if that is unknown
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
        if (value.length > LARGEST) {
            return false;
        }
        try {
            // A lease of this server may be left over, if the answer was lost when it was taken or released.
            return !Arrays.equals(envelope.unwrap(record, value), owner)
                    && hit.secondsLeft() != Reply.FOREVER
                    && hit.secondsLeft() <= TERM.seconds();
        } catch (MalformedRecordException ex) {
            return false;
        }
    }

    /** Takes the lease if it is available; returns whether it was taken. */
    CompletableFuture<Boolean> acquire() {
        return node.send(new Request.Get(record.key(), true)).thenCompose(seen -> {
            OptionalLong claim = claim(seen);
            return claim.isPresent() ? put(claim.getAsLong(), TERM) : CompletableFuture.completedFuture(false);
        });
    }

    /** Renews the lease for another term; returns whether this server still holds it. */
    CompletableFuture<Boolean> renew() {
        return put(token, TERM);
    }

    /** Lets another server take the lease soon. */
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
