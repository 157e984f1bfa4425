package io.memshare.completeness;

import io.memshare.node.Channel;
import io.memshare.node.Hash64;
import io.memshare.node.Node;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import io.memshare.replication.Completeness;
import io.memshare.replication.Consistency;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the vouchers of all nodes true. Looks at all nodes at regular intervals, which is also the ping that finds a silent
 * node before a request does and keeps vouchers and notes from being evicted. Safe for use by several threads: what it
 * remembers makes it more careful only, the truth is in the nodes and is changed by compare and set.
 */
public final class CompletenessKeeper implements Completeness {

    private final ServerProfile self;
    private final CompletenessListener listener;
    private final ControlCodec codec;
    private final Memory memory = new Memory();
    private final TokenHistory tokens = new TokenHistory();
    private final AtomicLong lifetimeSeconds;
    private final Set<Long> kinds = ConcurrentHashMap.newKeySet();
    private final Announcements announcements;
    private final Notes notes;
    private final Vouchers vouchers;
    private final Evictions evictions;
    private final Greeter greeter;
    private final Looks looks;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    /**
     * Creates a keeper, which does nothing before {@link #look} is called.
     *
     * @param self what this server is to others
     * @param listener is notified of what the nodes vouch for
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
        this.greeter = new Greeter(self, memory, announcements, vouchers);
        this.looks = new Looks(
                self,
                new Looks.Parts(memory, tokens, announcements, notes, vouchers, evictions),
                () -> new Voucher.Coverage(lifetimeSeconds.get(), kinds, 0),
                listener);
    }

    /**
     * Takes note that records of a kind are stored.
     *
     * @param kind the name of the kind
     */
    public void addKind(String kind) {
        kinds.add(Hash64.of(kind.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns the counts of what nodes evicted, for those who ask the nodes. */
    public Evictions evictions() {
        return evictions;
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
    public Request voucher() {
        return new Request.Get(codec.keys().voucher(), true);
    }

    @Override
    public boolean vouches(Replica node, Reply reply) {
        Voucher voucher = codec.voucher(node.address(), reply);
        return voucher != null && counts(node.address(), voucher);
    }

    private boolean counts(NodeAddress node, Voucher voucher) {
        // A node of a majority may have missed what the others know, so nobody has to be asked about it.
        boolean enough = self.list().isQuorum() || (ready.isDone() && !memory.hasMissed(node, voucher));
        return enough && voucher.countsFor(self.list()) && announcements.isListed(node);
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
    public CompletableFuture<Boolean> note(Channel channel, NodeAddress holder, NodeAddress about, boolean everything) {
        return notes.plant(channel, holder, about, everything).thenApply(planted -> {
            if (planted) {
                listener.noted(holder, about);
            }
            return planted;
        });
    }

    /**
     * Returns whether a node's word counted when it was last looked at: it was complete, or, where majorities count, had lost
     * nothing. Asks no node.
     *
     * @param node the node
     */
    public boolean counted(Replica node) {
        Memory.Seen seen = memory.lastSeen(node.address());
        return seen != null && counts(node.address(), seen.voucher());
    }

    /**
     * Returns what a node vouched for when it was last looked at. Asks no node.
     *
     * @param node the node
     */
    public Standing.Kind lastKind(Replica node) {
        Memory.Seen seen = memory.lastSeen(node.address());
        if (seen == null) {
            return Standing.Kind.UNKNOWN;
        }
        if (counts(node.address(), seen.voucher())) {
            return kind(seen.voucher());
        }
        return wasIncomplete(node) ? Standing.Kind.INCOMPLETE : Standing.Kind.UNKNOWN;
    }

    /** Returns whether a node was incomplete when it was last looked at. Asks no node. */
    public boolean wasIncomplete(Replica node) {
        Memory.Seen seen = memory.lastSeen(node.address());
        return seen != null && !seen.voucher().isCompleteFor(self.list());
    }

    /**
     * Returns whether a node that was incomplete when it was last looked at can be rebuilt: all servers agree on it, and no
     * write is under way any more that the node took before it became incomplete.
     *
     * @param node the node
     */
    public boolean isRebuildable(Replica node) {
        Memory.Seen seen = memory.lastSeen(node.address());
        return seen != null
                && self.nanos() - seen.sinceNanos() >= self.longWriteNanos()
                && !memory.hasMissed(node.address(), seen.voucher())
                && announcements.isAgreedOn(node.address());
    }

    /**
     * Returns whether every server that is known uses a node as this one does, so that a rebuild may make it complete.
     *
     * @param node the node
     */
    public boolean isAgreedOn(Replica node) {
        return announcements.isAgreedOn(node.address());
    }

    /**
     * Asks what a node vouches for.
     *
     * @param node the node
     * @return what it vouches for; never completes exceptionally
     */
    public CompletableFuture<Standing> standing(Replica node) {
        Channel channel = node.connection();
        return channel.send(voucher()).thenApply(reply -> {
            Voucher voucher = codec.voucher(node.address(), reply);
            if (!(reply instanceof Reply.Hit hit) || voucher == null) {
                return new Standing(Standing.Kind.UNKNOWN, null, 0, channel);
            }
            boolean missed = memory.hasMissed(node.address(), voucher);
            return new Standing(missed ? Standing.Kind.UNKNOWN : kind(voucher), voucher, hit.token(), channel);
        });
    }

    private Standing.Kind kind(Voucher voucher) {
        if (voucher.isCompleteFor(self.list())) {
            return Standing.Kind.COMPLETE;
        }
        return voucher.countsFor(self.list()) ? Standing.Kind.INTACT : Standing.Kind.INCOMPLETE;
    }

    /**
     * Returns from which token on the records of a peer may be missing on an incomplete node.
     *
     * @param target how the node stood
     * @param peer how the peer stood
     * @return the token, 0 for every record
     */
    public static long missingSince(Standing target, NodeAddress peerAddress, Standing peer) {
        if (target.voucher() == null || peer.voucher() == null) {
            return 0;
        }
        MissedSince since = target.voucher().since().get(ControlKeys.hash(peerAddress));
        return since == null || since.life() != peer.voucher().life() ? 0 : since.token();
    }

    /**
     * Returns whether this server knows all kinds of records that any node is known to hold.
     *
     * @param standings how the nodes stood
     */
    public boolean knowsAllKinds(List<Standing> standings) {
        return standings.stream()
                .allMatch(standing -> standing.voucher() == null
                        || kinds.containsAll(standing.voucher().coverage().kinds()));
    }

    /**
     * Returns whether this server knows all kinds of records that any node was known to hold when it was last looked at. Asks
     * no node.
     *
     * @param nodes the nodes
     */
    public boolean knewAllKinds(List<? extends Replica> nodes) {
        return nodes.stream()
                .map(node -> memory.lastSeen(node.address()))
                .allMatch(seen -> seen == null
                        || kinds.containsAll(seen.voucher().coverage().kinds()));
    }

    /**
     * Asks whether a node holds a note about another one that the voucher of that one does not tell of.
     *
     * @param holder the node that is asked
     * @param about the other one
     * @param standing how the other one stood
     * @return whether it does, or gave no answer; never completes exceptionally
     */
    public CompletableFuture<Boolean> hasNoted(Replica holder, Replica about, Standing standing) {
        Request get = new Request.Get(codec.keys().note(about.address()), true);
        return holder.connection().send(get).thenApply(reply -> {
            Note note = codec.note(holder.address(), get.key(), reply);
            boolean told = note == null || Vouchers.isConsumed(standing.voucher(), List.of(note.nonce()));
            return !Survey.isAnswer(reply) || !told;
        });
    }

    /**
     * Declares a node complete that has got all that it lacked.
     *
     * @param node the node
     * @param since how it stood before it was looked for what it lacked
     * @return whether it is complete now; false if it has missed a write, lost its memory or its connection since then. Never
     *     completes exceptionally
     */
    public CompletableFuture<Boolean> completed(Replica node, Standing since) {
        Voucher voucher = since.voucher();
        if (voucher == null
                || !since.isToBeCompleted()
                || memory.hasMissed(node.address(), voucher)
                || !announcements.isAgreedOn(node.address())) {
            return CompletableFuture.completedFuture(false);
        }
        Voucher complete = voucher.completed(self.nonce(), self.list(), evictions.count(node.address()));
        return vouchers.put(node.address(), since.channel(), since.token(), complete)
                .thenApply(Reply.Stored.class::isInstance);
    }

    /**
     * Makes a complete node incomplete, as if it lacked everything, so that it is rebuilt.
     *
     * @param node the node
     * @return whether it is incomplete now, or was; never completes exceptionally
     */
    public CompletableFuture<Boolean> setBack(Replica node) {
        return standing(node).thenCompose(standing -> {
            Voucher voucher = standing.voucher();
            if (voucher == null || !voucher.complete()) {
                return CompletableFuture.completedFuture(voucher != null);
            }
            Voucher lacking = voucher.incomplete(self.nonce(), List.of(), Map.of());
            return vouchers.put(node.address(), standing.channel(), standing.token(), lacking)
                    .thenApply(Reply.Stored.class::isInstance);
        });
    }

    /**
     * Greets a node that came back: what the others have noted about it is told by its voucher before it is used.
     *
     * @param node the node, not up yet
     * @param channel the connection to it
     * @param nodes all nodes
     * @return done when the node's voucher tells the truth; fails if the node does not answer or does not take a voucher
     */
    public CompletableFuture<Void> greet(Replica node, Channel channel, List<? extends Replica> nodes) {
        return greeter.greet(node, channel, nodes);
    }

    /**
     * Looks at all nodes once, and changes vouchers where that is due.
     *
     * @param nodes all nodes
     * @return done when all nodes have answered or have not in time
     */
    public CompletableFuture<Void> look(List<? extends Node> nodes) {
        return looks.look(nodes).thenAccept(settled -> {
            if (settled) {
                ready.complete(null);
            }
        });
    }
}
