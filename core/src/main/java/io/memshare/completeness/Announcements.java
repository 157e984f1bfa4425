package io.memshare.completeness;

import io.memshare.node.Channel;
import io.memshare.node.NodeAddress;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Announces to other application servers, through each node, the list of nodes that this server uses, and reads their
 * lists. Safe for use by several threads.
 */
final class Announcements {

    private final ServerProfile self;
    private final ControlCodec codec;
    private final AgreedList agreed;
    private final TimeToLive present;
    /**
     * Half of the lifetime of an announcement: a server that was paused for longer announces itself before it writes.
     */
    private final long freshNanos;

    private final Map<NodeAddress, Long> announced = new ConcurrentHashMap<>();
    private final Map<NodeAddress, Seen> all = new ConcurrentHashMap<>();
    private final Set<Long> reported = ConcurrentHashMap.newKeySet();
    private final CompletenessListener listener;

    /** The states announced on a node, that of this server included, and when they were read. */
    private record Seen(List<ListState> states, long nanos) {}

    Announcements(ServerProfile self, CompletenessListener listener) {
        this.self = self;
        this.listener = listener;
        this.codec = self.codec();
        this.agreed = self.agreed();
        this.present = TimeToLive.of(self.timing().presence());
        this.freshNanos = self.timing().presence().toNanos() / 2;
    }

    /**
     * Prepares an announcement of this server on a node for a while. It is to be made after the node has been asked for
     * the list in use, and is not made if this server was paused in between: the list may have changed meanwhile.
     *
     * @return makes the announcement; its reply shows how far the node's tokens have advanced
     */
    Supplier<CompletableFuture<Reply>> announcing(NodeAddress node, Channel channel) {
        long asked = self.nanos();
        return () -> self.nanos() - asked < freshNanos
                ? announce(node, channel)
                : CompletableFuture.completedFuture(new Reply.Unavailable(Reply.Reason.TIMEOUT));
    }

    private CompletableFuture<Reply> announce(NodeAddress node, Channel channel) {
        long now = self.nanos();
        ListState own = agreed.announced();
        return channel.send(codec.set(node, codec.keys().list(own.fingerprint()), own.announcement(), present))
                .thenApply(reply -> {
                    if (reply instanceof Reply.Stored) {
                        announced.put(node, now);
                    }
                    return reply;
                });
    }

    boolean isAnnounced(NodeAddress node) {
        Long at = announced.get(node);
        return at != null && self.nanos() - at < freshNanos;
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
        ListState announcing = agreed.announced();
        long own = announcing.fingerprint();
        NodeLists lists = codec.lists(node, seen);
        List<Long> foreign = lists.fingerprints().stream()
                .filter(fingerprint -> fingerprint != own)
                .toList();
        if (foreign.isEmpty()) {
            all.put(node, new Seen(List.of(announcing), self.nanos()));
            return lists.fingerprints().contains(own) ? done() : enter(node, channel, seen, lists.with(own));
        }
        List<CompletableFuture<@Nullable ListState>> reads = new ArrayList<>();
        for (long fingerprint : foreign) {
            reads.add(channel.send(new Request.Get(codec.keys().list(fingerprint), true))
                    .thenApply(reply -> codec.announced(node, codec.keys().list(fingerprint), reply)));
        }
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new)).thenCompose(read -> {
            // Other servers may still announce this state when this server announces another one.
            List<ListState> live = new ArrayList<>(List.of(announcing));
            List<Long> unused = new ArrayList<>();
            for (int i = 0; i < foreign.size(); i++) {
                ListState list = reads.get(i).join();
                if (list == null) {
                    unused.add(foreign.get(i));
                } else {
                    live.add(list);
                    report(list);
                }
            }
            all.put(node, new Seen(List.copyOf(live), self.nanos()));
            boolean same = unused.isEmpty() && lists.fingerprints().contains(own);
            return same
                    ? done()
                    : enter(node, channel, seen, lists.without(unused).with(own));
        });
    }

    /** Reports a list that does not belong to the list of this server, or to the change that it takes part in. */
    void report(ListState other) {
        if (isForeign(other) && reported.size() < NodeLists.MOST && reported.add(other.fingerprint())) {
            listener.otherNodes(other.trusted().addresses(), other.redundancy());
        }
    }

    private boolean isForeign(ListState other) {
        ListState current = agreed.current();
        if (other.epoch() > 0 && (current.epoch() == 0 || other.cluster() == current.cluster())) {
            return false;
        }
        return !other.trusted().hasSameNodes(current.from()) && !other.trusted().hasSameNodes(current.to());
    }

    /** Returns the lists of other servers that do not belong to the list of this server. */
    List<NodeList> foreign() {
        return others().filter(this::isForeign)
                .map(ListState::trusted)
                .distinct()
                .toList();
    }

    private CompletableFuture<Void> enter(NodeAddress node, Channel channel, Reply seen, NodeLists lists) {
        long expected = seen instanceof Reply.Hit hit ? hit.token() : Request.Put.NOTHING;
        Request put = codec.replace(node, codec.keys().lists(), lists, TimeToLive.FOREVER, expected);
        // A server that loses the race is entered by its next poll.
        return channel.send(put).thenApply(reply -> null);
    }

    /**
     * A node that does not answer any more must not hold up a change of the list for good: a server that announced
     * itself there is known by the other nodes, or has stopped. While the list of the configuration is in use, its
     * silence is measured by the other nodes' answers, so that a pause of this server is not taken for it.
     */
    private boolean isValid(Seen seen, ListState current) {
        long now = current.epoch() > 0
                ? self.nanos()
                : all.values().stream().mapToLong(Seen::nanos).max().orElse(seen.nanos());
        return now - seen.nanos() <= self.timing().presence().toNanos();
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    /** Returns the states that other servers announce on the nodes in use. */
    Stream<ListState> others() {
        ListState current = agreed.current();
        long own = agreed.announced().fingerprint();
        return all.entrySet().stream()
                .filter(entry -> current.contains(entry.getKey()) && isValid(entry.getValue(), current))
                .flatMap(entry -> entry.getValue().states().stream())
                .filter(state -> state.fingerprint() != own);
    }
}
