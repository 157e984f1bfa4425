package io.memshare.completeness;

import io.memshare.node.Channel;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Prepares a node that has come back before it is used again. Safe for use by several threads. */
final class Greeter {

    private final ServerProfile self;
    private final ControlCodec codec;
    private final Memory memory;
    private final ListRegister register;
    private final Announcements announcements;
    private final Vouchers vouchers;
    private final Evictions evictions;

    Greeter(
            ServerProfile self,
            Memory memory,
            ListRegister register,
            Announcements announcements,
            Vouchers vouchers,
            Evictions evictions) {
        this.self = self;
        this.codec = self.codec();
        this.memory = memory;
        this.register = register;
        this.announcements = announcements;
        this.vouchers = vouchers;
        this.evictions = evictions;
    }

    /** Announces this server, reads the other nodes' notes about the node, and updates its voucher accordingly. */
    CompletableFuture<Void> greet(Replica node, Channel channel, List<? extends Replica> nodes) {
        long asked = self.nanos();
        Map<NodeAddress, Channel> others = new HashMap<>();
        List<CompletableFuture<?>> reads = new ArrayList<>();
        // First of all, because the time of its reply shows how far away the node is.
        CompletableFuture<Reply> announced = register.announce(node.address(), channel);
        for (Replica other : nodes) {
            if (other != node && other.isUp()) {
                Channel holder = other.connection();
                others.put(other.address(), holder);
                Request get = new Request.Get(codec.keys().note(node.address()), true);
                reads.add(holder.send(get).thenAccept(reply -> {
                    learn(other.address(), node.address(), codec.note(other.address(), get.key(), reply), reply, asked);
                }));
            }
        }
        reads.add(announced);
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                .thenCompose(all -> channel.send(announcements.directory()))
                .thenCompose(directory -> announcements.read(node.address(), channel, directory))
                .thenCompose(read -> tell(node, channel, others));
    }

    private void learn(NodeAddress holder, NodeAddress about, @Nullable Note note, Reply reply, long askedNanos) {
        if (note != null) {
            memory.noted(holder, about, note.nonce(), self.nanos());
        } else if (Survey.isAnswer(reply)) {
            memory.unnoted(holder, about, askedNanos);
        }
    }

    private CompletableFuture<Void> tell(Replica node, Channel channel, Map<NodeAddress, Channel> others) {
        return channel.send(new Request.Get(codec.keys().voucher(), true)).thenCompose(reply -> {
            if (!Survey.isAnswer(reply)) {
                return CompletableFuture.failedFuture(new IllegalStateException("no answer"));
            }
            Voucher voucher = codec.voucher(node.address(), reply);
            memory.saw(node.address(), voucher, self.nanos());
            if (reply instanceof Reply.Miss) {
                // A new connection and no voucher: it was restarted, and counts from 0.
                evictions.forget(node.address());
            }
            if (voucher == null || !memory.hasMissed(node.address(), voucher)) {
                return CompletableFuture.completedFuture(null);
            }
            return vouchers.missed(node.address(), channel, reply, voucher, others)
                    .thenCompose(stored -> {
                        // Another server may have changed it in the meantime, perhaps to a voucher that is not true.
                        if (stored instanceof Reply.Conflict) {
                            return tell(node, channel, others);
                        }
                        return stored instanceof Reply.Stored
                                ? CompletableFuture.completedFuture(null)
                                : CompletableFuture.failedFuture(
                                        new IllegalStateException("the node did not accept the voucher"));
                    });
        });
    }
}
