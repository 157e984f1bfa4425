package io.memshare.completeness;

import io.memshare.codec.Envelope;
import io.memshare.node.NodeAddress;
import io.memshare.replication.Consistency;
import io.memshare.replication.WriteLimits;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The properties of an application server that matter to others. Immutable.
 *
 * @param namespace the prefix of all keys, before a colon
 * @param envelope the outer form of vouchers and notes
 * @param agreed the nodes that the server uses, and how
 * @param lifetimeSeconds the maximum lifetime of an unused record, according to the configuration
 * @param timing the time limits
 * @param random the source of unique random numbers
 */
public record ServerProfile(
        String namespace,
        Envelope envelope,
        AgreedList agreed,
        long lifetimeSeconds,
        Timing timing,
        RandomGenerator random) {

    /**
     * The time limits.
     *
     * @param writes the time limits of writes
     * @param foundingWait how long to wait for silent nodes before the others consider themselves new
     * @param presence how long a server that has stopped counts as running, at least 1 s; a server that was paused for
     *     half of this time announces itself before it continues
     */
    public record Timing(WriteLimits writes, Duration foundingWait, Duration presence) {}

    /**
     * Creates the profile of a server that has not learned of any change of its list yet.
     *
     * @param list the configured list
     */
    public ServerProfile(
            String namespace,
            Envelope envelope,
            NodeList list,
            long lifetimeSeconds,
            Timing timing,
            RandomGenerator random) {
        this(namespace, envelope, new AgreedList(list), lifetimeSeconds, timing, random);
    }

    /**
     * Returns the list of nodes in the form in which it is announced.
     *
     * @param nodes the nodes
     * @param redundancy the number of copies of a record
     * @param consistency how many copies an answer requires
     */
    public static NodeList list(List<NodeAddress> nodes, int redundancy, Consistency consistency) {
        String mode = consistency == Consistency.QUORUM ? NodeList.QUORUM : NodeList.AVAILABLE;
        return NodeList.of(nodes, redundancy, mode);
    }

    /** Returns the trusted list. */
    NodeList list() {
        return agreed.trusted();
    }

    Consistency consistency() {
        return list().isQuorum() ? Consistency.QUORUM : Consistency.AVAILABLE;
    }

    ControlCodec codec() {
        return new ControlCodec(new ControlKeys(namespace), envelope);
    }

    long nanos() {
        return timing.writes().nanos();
    }

    /** Returns the age in nanoseconds up to which a write need not note that any record may be missing. */
    long longWriteNanos() {
        return timing.writes().longNanos();
    }

    /** Returns a random number that is not {@link Note#NONE}. */
    long nonce() {
        long nonce = random.nextLong();
        return nonce == Note.NONE ? 1 : nonce;
    }
}
