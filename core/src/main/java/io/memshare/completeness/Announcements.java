package io.memshare.completeness;

import io.memshare.node.Channel;
import io.memshare.node.NodeAddress;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells other application servers through each node by which list of nodes this one uses it, and finds out about theirs. Safe
 * for use by several threads.
 */
final class Announcements {

    private static final TimeToLive PRESENT = new TimeToLive(60);
    /** Half of the time that an announcement lasts: a server that was paused for longer announces itself before it writes. */
    private static final long FRESH_NANOS = Duration.ofSeconds(30).toNanos();

    private final ServerProfile self;
    private final ControlCodec codec;
    private final long own;
    private final Map<NodeAddress, Long> announced = new ConcurrentHashMap<>();
    private final Map<NodeAddress, List<NodeList>> others = new ConcurrentHashMap<>();
    private final Set<Long> reported = ConcurrentHashMap.newKeySet();
    private final CompletenessListener listener;

    Announcements(ServerProfile self, CompletenessListener listener) {
        this.self = self;
        this.listener = listener;
        this.codec = self.codec();
        this.own = self.list().fingerprint();
    }

    /** Announces this server on a node for a minute; the reply tells how far the node's tokens have got. */
    CompletableFuture<Reply> announce(NodeAddress node, Channel channel) {
        long now = self.nanos();
        return channel.send(codec.set(node, codec.keys().list(own), self.list(), PRESENT))
                .thenApply(reply -> {
                    if (reply instanceof Reply.Stored) {
                        announced.put(node, now);
                    }
                    return reply;
                });
    }

    boolean isAnnounced(NodeAddress node) {
        Long at = announced.get(node);
        return at != null && self.nanos() - at < FRESH_NANOS;
    }

    Request directory() {
        return new Request.Get(codec.keys().lists(), true);
    }

    /**
     * Sees to it that a node's directory names the list of this server, and reads the lists of others that are announced.
     *
     * @param seen the directory
     * @return done when both is done; never completes exceptionally
     */
    CompletableFuture<Void> read(NodeAddress node, Channel channel, Reply seen) {
        NodeLists lists = codec.lists(node, seen);
        List<Long> foreign = lists.fingerprints().stream()
                .filter(fingerprint -> fingerprint != own)
                .toList();
        if (foreign.isEmpty()) {
            others.remove(node);
            return lists.fingerprints().contains(own) ? done() : enter(node, channel, seen, lists.with(own));
        }
        List<CompletableFuture<@Nullable NodeList>> reads = new ArrayList<>();
        for (long fingerprint : foreign) {
            reads.add(channel.send(new Request.Get(codec.keys().list(fingerprint), true))
                    .thenApply(reply -> codec.list(node, codec.keys().list(fingerprint), reply)));
        }
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new)).thenCompose(all -> {
            List<NodeList> live = new ArrayList<>();
            List<Long> unused = new ArrayList<>();
            for (int i = 0; i < foreign.size(); i++) {
                NodeList list = reads.get(i).join();
                if (list == null) {
                    unused.add(foreign.get(i));
                } else {
                    live.add(list);
                    report(list);
                }
            }
            others.put(node, List.copyOf(live));
            boolean same = unused.isEmpty() && lists.fingerprints().contains(own);
            return same
                    ? done()
                    : enter(node, channel, seen, lists.without(unused).with(own));
        });
    }

    private void report(NodeList list) {
        if (reported.size() < NodeLists.MOST && reported.add(list.fingerprint())) {
            listener.otherNodes(list.addresses(), list.redundancy());
        }
    }

    private CompletableFuture<Void> enter(NodeAddress node, Channel channel, Reply seen, NodeLists lists) {
        long expected = seen instanceof Reply.Hit hit ? hit.token() : Request.Put.NOTHING;
        Request put = codec.replace(node, codec.keys().lists(), lists, TimeToLive.FOREVER, expected);
        // A server that comes second is entered by its next look.
        return channel.send(put).thenApply(reply -> null);
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Returns whether all servers that are known by now use a node. Where majorities count, those that ask for none must not: what
     * they were acknowledged may be on one node alone. A list of other nodes does no harm there, as no voucher holds for both.
     */
    boolean isListed(NodeAddress node) {
        return self.list().isQuorum()
                ? others().allMatch(NodeList::isQuorum)
                : others().allMatch(list -> list.contains(node));
    }

    /** Returns whether a node that holds all that this server expects of it holds all that any server does. */
    boolean isAgreedOn(NodeAddress node) {
        return others().allMatch(list -> list.agreesOn(node, self.list()));
    }

    private Stream<NodeList> others() {
        return others.values().stream().flatMap(Collection::stream);
    }
}
