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
 * Announces to other application servers, through each node, the list of nodes that this server uses, and reads their
 * lists. Safe for use by several threads.
 */
final class Announcements {

    private static final TimeToLive PRESENT = new TimeToLive(60);
    /**
     * Half of the lifetime of an announcement: a server that was paused for longer announces itself before it writes.
     */
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

    /** Announces this server on a node for a minute; the reply shows how far the node's tokens have advanced. */
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
     * Ensures that a node's directory contains the list of this server, and reads the announced lists of others.
     *
     * @param seen the directory
     * @return completes when both are done; never completes exceptionally
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
        // A server that loses the race is entered by its next poll.
        return channel.send(put).thenApply(reply -> null);
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Returns whether all servers known so far use a node. Under quorum consistency, no server may use it without
     * quorum, because the acknowledged writes of such a server may be on a single node. A list of other nodes is
     * harmless in this case, because no voucher is valid for both lists.
     */
    boolean isListed(NodeAddress node) {
        return self.list().isQuorum()
                ? others().allMatch(NodeList::isQuorum)
                : others().allMatch(list -> list.contains(node));
    }

    /**
     * Returns whether a node that holds everything expected by this server also holds everything expected by any other.
     */
    boolean isAgreedOn(NodeAddress node) {
        return others().allMatch(list -> list.agreesOn(node, self.list()));
    }

    private Stream<NodeList> others() {
        return others.values().stream().flatMap(Collection::stream);
    }
}
