package io.memshare.completeness;

import io.memshare.completeness.Survey.HeldNote;
import io.memshare.node.Background;
import io.memshare.node.Channel;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Stores, reads and removes notes on nodes. Safe for use by several threads. */
final class Notes {

    /**
     * Equivalent to a deletion. A late deletion is harmless, because it is conditional on the token of the note that
     * was seen.
     */
    private static final TimeToLive GONE = new TimeToLive(1);
    /** Longer than any write and a request in addition. */
    private static final int OLD_ENOUGH = 2;

    private static final CompletableFuture<Reply> REFUSED_HERE =
            CompletableFuture.completedFuture(new Reply.Unavailable(Reply.Reason.OVERLOADED));

    private final ServerProfile self;
    private final ControlCodec codec;
    private final Memory memory;
    private final TokenHistory tokens;
    private final LongSupplier lifetimeSeconds;
    private volatile boolean closed;

    Notes(ServerProfile self, Memory memory, TokenHistory tokens, LongSupplier lifetimeSeconds) {
        this.self = self;
        this.codec = self.codec();
        this.memory = memory;
        this.tokens = tokens;
        this.lifetimeSeconds = lifetimeSeconds;
    }

    /**
     * Stores a note on a node. A set instead of an add, because it must change the token of a note that another server
     * is removing.
     *
     * @return {@link Reply.Stored}, or the reply that tells why not
     */
    CompletableFuture<Reply> plant(Channel channel, NodeAddress holder, NodeAddress about, boolean everything) {
        if (closed) {
            return REFUSED_HERE;
        }
        TimeToLive kept = new TimeToLive(lifetimeSeconds.getAsLong());
        long nonce = self.nonce();
        CompletableFuture<Reply> note =
                channel.send(codec.set(holder, codec.keys().note(about), new Note(nonce), kept));
        Key since = codec.keys().since(about);
        MissedSince from = everything
                ? MissedSince.EVERYTHING
                : tokens.before(holder, self.nanos() - OLD_ENOUGH * self.longWriteNanos());
        // The first token wins, because it belongs to the oldest write; a token for everything overrides all others.
        CompletableFuture<Reply> token = channel.send(
                everything
                        ? codec.set(holder, since, from, kept)
                        : codec.replace(holder, since, from, kept, Request.Put.NOTHING));
        return note.thenCombine(token, (noted, told) -> {
            if (noted instanceof Reply.Stored) {
                memory.noted(holder, about, nonce, self.nanos());
            }
            return everything && noted instanceof Reply.Stored ? told : noted;
        });
    }

    /** Returns for each holder from which token on its records may be missing on another node. */
    CompletableFuture<Map<Long, MissedSince>> since(Map<NodeAddress, Channel> holders, NodeAddress about) {
        Key key = codec.keys().since(about);
        Map<Long, MissedSince> found = new ConcurrentHashMap<>();
        CompletableFuture<?>[] reads = holders.entrySet().stream()
                .map(holder -> holder.getValue()
                        .send(new Request.Get(key, true))
                        .thenAccept(reply -> {
                            MissedSince since = codec.since(holder.getKey(), key, reply);
                            if (since != null && since.token() != 0) {
                                found.put(ControlKeys.hash(holder.getKey()), since);
                            }
                        }))
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(reads).thenApply(all -> new HashMap<>(found));
    }

    /**
     * Removes a note that the voucher of its target now reflects, and the token beside it, unless the note was stored
     * again since it was seen.
     */
    void remove(NodeAddress holder, Channel channel, HeldNote note) {
        Key key = codec.keys().note(note.about());
        Key since = codec.keys().since(note.about());
        CompletableFuture<Reply> token = channel.send(new Request.Get(since, false));
        Background.run(
                "removing a note",
                channel.send(codec.replace(holder, key, new Note(Note.NONE), GONE, note.token()))
                        .thenCombine(token, (removed, seen) -> removed instanceof Reply.Stored ? seen : removed)
                        .thenCompose(seen -> seen instanceof Reply.Hit hit
                                ? removeToken(holder, channel, note.about(), hit.token())
                                : CompletableFuture.completedFuture(seen)));
    }

    /**
     * Removes the token beside a removed note. A write that stored the note again meanwhile found the token in place
     * and relies on it; a younger token beside its note would hide that write from an incremental rebuild.
     */
    private CompletableFuture<Reply> removeToken(NodeAddress holder, Channel channel, NodeAddress about, long seen) {
        Key key = codec.keys().note(about);
        Key since = codec.keys().since(about);
        CompletableFuture<Reply> removed =
                channel.send(codec.replace(holder, since, MissedSince.EVERYTHING, GONE, seen));
        return channel.send(new Request.Get(key, true))
                .thenCombine(removed, (note, gone) -> note)
                .thenCompose(note -> codec.note(holder, key, note) == null
                        ? removed
                        : channel.send(codec.set(
                                holder, since, MissedSince.EVERYTHING, new TimeToLive(lifetimeSeconds.getAsLong()))));
    }

    /**
     * Refuses all further notes. While this server closes its nodes, one after the other, writes that are under way
     * fail on those that are closed already, which have missed nothing.
     */
    void close() {
        closed = true;
    }
}
