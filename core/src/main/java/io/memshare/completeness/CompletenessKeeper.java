package io.memshare.completeness;

import io.memshare.node.Channel;
import io.memshare.node.Node;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import io.memshare.replication.Completeness;
import io.memshare.replication.Consistency;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the vouchers of all nodes true. It polls all nodes at regular intervals, which also serves as the ping that
 * finds a silent node before a request does, and keeps vouchers and notes from being evicted. Safe for use by several
 * threads: its memory only makes it more careful; the truth is in the nodes and is changed by compare and set.
 */
public final class CompletenessKeeper implements Completeness {

    /**
     * How long a fresh server goes on waiting for a node whose first connection attempt has failed: it is dialled again
     * in this time.
     */
    public static final Duration SECOND_CHANCE = Duration.ofMillis(500);

    /**
     * How long a fresh server waits for a node that it is still dialling for the first time. An attempt ends by its own
     * deadlines sooner, unless the node's name has to be looked up.
     */
    static final Duration LONGEST_START = Duration.ofSeconds(5);

    private final ServerProfile self;
    private final CompletenessListener listener;
    private final ControlCodec codec;
    private final Memory memory = new Memory();
    private final TokenHistory tokens = new TokenHistory();
    private final AtomicLong lifetimeSeconds;
    private final KnownKinds kinds = new KnownKinds(memory);
    private final Announcements announcements;
    private final ListAgreement agreement;
    private final ListChanges changes;
    private final Notes notes;
    private final Vouchers vouchers;
    private final Evictions evictions;
    private final NodeFilling filling;
    private final Greeter greeter;
    private final VoucherPoll polls;
    private final Freshness freshness;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    /**
     * Creates a keeper, which is idle until {@link #poll} is called.
     *
     * @param self the profile of this server
     * @param listener is notified of changes of completeness
     */
    public CompletenessKeeper(ServerProfile self, CompletenessListener listener) {
        this.self = self;
        this.listener = listener;
        this.codec = self.codec();
        this.lifetimeSeconds = new AtomicLong(self.lifetimeSeconds());
        this.announcements = new Announcements(self, listener);
        this.notes = new Notes(self, memory, tokens, lifetimeSeconds::get);
        this.vouchers = new Vouchers(self, memory, notes, listener);
        this.evictions = new Evictions(listener);
        this.freshness = new Freshness(self.timing().presence().toNanos() / 2);
        this.agreement = new ListAgreement(self.agreed(), announcements);
        ListRegister register = new ListRegister(codec, self.agreed(), announcements);
        this.changes = new ListChanges(self.agreed(), register, announcements, agreement, memory);
        this.filling = new NodeFilling(self, memory, agreement, vouchers, kinds, evictions);
        this.greeter = new Greeter(self, memory, register, announcements, vouchers, evictions);
        this.polls = new VoucherPoll(
                self,
                new VoucherPoll.Parts(memory, tokens, announcements, register, agreement, notes, vouchers, evictions),
                () -> new Voucher.Coverage(lifetimeSeconds.get(), kinds.hashes(), 0),
                listener);
    }

    /**
     * Records that records of a kind are stored.
     *
     * @param kind the name of the kind
     */
    public void addKind(String kind) {
        kinds.add(kind);
    }

    /** Returns the component that changes the list of nodes. */
    public ListChanges lists() {
        return changes;
    }

    /** Returns the component that declares nodes complete that were filled. */
    public NodeFilling filling() {
        return filling;
    }

    /**
     * Records how many unexpired items a node has evicted.
     *
     * @param node the node
     * @param count the number since the node was started
     */
    public void evicted(NodeAddress node, long count) {
        evictions.counted(node, count);
    }

    @Override
    public Consistency consistency() {
        return self.consistency();
    }

    @Override
    public CompletableFuture<Void> ready() {
        return ready;
    }

    @Override
    public CompletableFuture<Void> upToDate() {
        CompletableFuture<Void> fresh = freshness.at(self::nanos);
        return self.agreed().isAdopting() ? self.agreed().adopted().thenCompose(done -> fresh) : fresh;
    }

    @Override
    public Request voucher() {
        return new Request.Get(codec.keys().voucher(), true);
    }

    @Override
    public boolean vouches(Replica node, Reply reply) {
        Voucher voucher = codec.voucher(node.address(), reply);
        return voucher != null && counts(node.address(), voucher);
    }

    private boolean counts(NodeAddress node, Voucher voucher) {
        // A node of a majority may have missed writes that the others know of, so no other node must be asked about it.
        boolean enough = self.list().isQuorum() || (ready.isDone() && !memory.hasMissed(node, voucher));
        return enough && agreement.counts(node, voucher);
    }

    @Override
    public boolean isFounding() {
        return memory.hasNoVoucher();
    }

    @Override
    public boolean isAnnounced(Replica node) {
        return announcements.isAnnounced(node.address());
    }

    @Override
    public void lifetime(TimeToLive timeToLive) {
        if (timeToLive.seconds() > lifetimeSeconds.get()) {
            lifetimeSeconds.accumulateAndGet(timeToLive.seconds(), Math::max);
        }
    }

    @Override
    public long missedWrite(NodeAddress node) {
        return memory.missedWrite(node);
    }

    @Override
    public void writeNoted(NodeAddress node, long write) {
        memory.writeNoted(node, write);
    }

    @Override
    public void missedTouch(NodeAddress node) {
        memory.missedTouch(node);
    }

    @Override
    public CompletableFuture<Reply> note(Channel channel, NodeAddress holder, NodeAddress about, boolean everything) {
        return notes.plant(channel, holder, about, everything).whenComplete((reply, failure) -> {
            if (reply instanceof Reply.Stored) {
                listener.noted(holder, about);
            }
        });
    }

    /**
     * Returns whether a node counted at the last poll: it was complete or, under quorum consistency, had lost nothing.
     * Queries no node.
     *
     * @param node the node
     */
    public boolean counted(Replica node) {
        Memory.Seen seen = memory.lastSeen(node.address());
        return seen != null && counts(node.address(), seen.voucher());
    }

    /**
     * Returns the completeness of a node at the last poll. Queries no node.
     *
     * @param node the node
     */
    public VoucherStatus.Kind lastKind(Replica node) {
        Memory.Seen seen = memory.lastSeen(node.address());
        if (seen == null) {
            return VoucherStatus.Kind.UNKNOWN;
        }
        VoucherStatus.Kind kind = agreement.kind(node.address(), seen.voucher());
        if (counts(node.address(), seen.voucher()) || isJoining(node.address(), seen.voucher())) {
            return kind;
        }
        return kind != VoucherStatus.Kind.COMPLETE ? VoucherStatus.Kind.INCOMPLETE : VoucherStatus.Kind.UNKNOWN;
    }

    private boolean isJoining(NodeAddress node, Voucher voucher) {
        return !self.list().contains(node) && !memory.hasMissed(node, voucher);
    }

    /**
     * Prepares a node that has come back: before it is used, its voucher is made to reflect the notes of the other
     * nodes.
     *
     * @param node the node, not up yet
     * @param channel the connection to it
     * @param nodes all nodes
     * @return completes when the node's voucher is true; fails if the node does not answer or does not take a voucher
     */
    public CompletableFuture<Void> greet(Replica node, Channel channel, List<? extends Replica> nodes) {
        return greeter.greet(node, channel, nodes);
    }

    /**
     * Polls all nodes once, and changes vouchers if necessary.
     *
     * @param nodes all nodes
     * @return completes when all nodes have answered or timed out
     */
    public CompletableFuture<Void> poll(List<? extends Node> nodes) {
        long asked = self.nanos();
        return polls.runOnce(nodes).thenAccept(settled -> {
            if (settled) {
                ready.complete(null);
            }
            freshness.polled(asked);
            changes.advance(nodes);
        });
    }

    /**
     * Writes no further notes. To be called before the nodes are closed: a write that fails because this server ends
     * must break off, and not count as missed by a node.
     */
    public void close() {
        notes.close();
    }
}
