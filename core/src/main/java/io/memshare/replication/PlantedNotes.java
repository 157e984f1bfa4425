package io.memshare.replication;

import io.memshare.node.Channel;
import io.memshare.node.NodeAddress;
import io.memshare.node.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The notes that a node has taken from a write. Used for a single replica in a single write. */
final class PlantedNotes {

    private static final Reply ALL_STORED = new Reply.Stored(0);

    private final Set<NodeAddress> noted = new HashSet<>();

    /** Forgets all notes, because the node may have lost its memory, or they may have been consumed. */
    void forget() {
        noted.clear();
    }

    /** Returns whether the node holds a note about each of some nodes. */
    boolean containAll(Set<NodeAddress> about) {
        return noted.containsAll(about);
    }

    /**
     * Puts the missing notes on the node.
     *
     * @return {@link Reply.Stored} if it holds them all, else a reply that tells why not
     */
    CompletableFuture<Reply> plant(WriteNotes notes, Channel connection, NodeAddress holder, Set<NodeAddress> about) {
        if (about.isEmpty()) {
            return CompletableFuture.completedFuture(ALL_STORED);
        }
        List<CompletableFuture<Reply>> plants = new ArrayList<>(0);
        for (NodeAddress missing : about) {
            if (!noted.contains(missing)) {
                plants.add(notes.plant(connection, holder, missing));
            }
        }
        return FanOut.gather(plants).thenApply(replies -> {
            Reply all = ALL_STORED;
            for (Reply reply : replies) {
                all = reply instanceof Reply.Stored || all.isLocalRefusal() ? all : reply;
            }
            if (all == ALL_STORED) {
                noted.addAll(about);
            }
            return all;
        });
    }
}
