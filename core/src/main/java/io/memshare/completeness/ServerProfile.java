package io.memshare.completeness;

import io.memshare.codec.Envelope;
import io.memshare.node.NodeAddress;
import io.memshare.replication.Consistency;
import io.memshare.replication.WriteLimits;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What one application server is to others. Immutable.
 *
 * @param namespace what all keys begin with, before a colon
 * @param envelope the outer form of vouchers and notes
 * @param list the nodes that the server uses, and how
 * @param lifetimeSeconds how long a record lives at most without being used, as far as the configuration tells
 * @param timing how long things take
 * @param random for numbers that no other server has
 */
public record ServerProfile(
        String namespace,
        Envelope envelope,
        NodeList list,
        long lifetimeSeconds,
        Timing timing,
        RandomGenerator random) {

    /**
     * How long things take.
     *
     * @param writes how long writes may take
     * @param foundingWait how long nodes that do not answer are waited for before the others take themselves for new
     */
    public record Timing(WriteLimits writes, Duration foundingWait) {}

    /**
     * Returns the list of nodes as others are told of it.
     *
     * @param nodes the nodes
     * @param redundancy the number of copies of a record
     * @param consistency how many copies an answer takes
     */
    public static NodeList list(List<NodeAddress> nodes, int redundancy, Consistency consistency) {
        String mode = consistency == Consistency.QUORUM ? NodeList.QUORUM : NodeList.AVAILABLE;
        return NodeList.of(nodes, redundancy, mode);
    }

    Consistency consistency() {
        return list.isQuorum() ? Consistency.QUORUM : Consistency.AVAILABLE;
    }

    ControlCodec codec() {
        return new ControlCodec(new ControlKeys(namespace), envelope);
    }

    long nanos() {
        return timing.writes().nanos();
    }

    /** Returns how old a write may be that does not say that anything may be missing, in nanoseconds. */
    long longWriteNanos() {
        return timing.writes().longNanos();
    }

    /** Returns a random number that is not {@link Note#NONE}. */
    long nonce() {
        long nonce = random.nextLong();
        return nonce == Note.NONE ? 1 : nonce;
    }
}
