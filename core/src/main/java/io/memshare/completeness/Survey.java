package io.memshare.completeness;

import io.memshare.completeness.VoucherPolicy.Reach;
import io.memshare.node.Channel;
import io.memshare.node.Key;
import io.memshare.node.Node;
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

/**
 * The answers of the nodes in a poll, each over a single connection. Immutable.
 *
 * @param reports a report per node
 */
record Survey(List<Report> reports) {

    /** A note that a node holds about another node. */
    record HeldNote(NodeAddress about, long nonce, long token) {}

    /**
     * The answers of a node.
     *
     * @param node the node
     * @param channel the connection over which it was queried
     * @param reach whether it answered
     * @param voucher its reply to the request for its voucher
     * @param notes the notes that it holds
     * @param directory its reply to the request for the node lists
     * @param announced its reply to the announcement of this server
     */
    record Report(
            Replica node,
            Channel channel,
            Reach reach,
            Reply voucher,
            List<HeldNote> notes,
            Reply directory,
            Reply announced) {

        NodeAddress address() {
            return node.address();
        }

        boolean answered() {
            return reach == Reach.ANSWERED;
        }
    }

    /**
     * Queries all nodes.
     *
     * @param nodes all nodes
     * @return the answers, when all nodes have answered or timed out; never completes exceptionally
     */
    static CompletableFuture<Survey> take(
            List<? extends Node> nodes, ControlCodec codec, ListRegister register, Announcements announcements) {
        // Before the requests: a node that comes up in the meantime has not had its chance to answer.
        List<Boolean> starting = nodes.stream().map(Node::isStarting).toList();
        List<CompletableFuture<Report>> reports = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            reports.add(ask(nodes.get(i), starting.get(i), nodes, codec, register, announcements));
        }
        return CompletableFuture.allOf(reports.toArray(CompletableFuture[]::new))
                .thenApply(all ->
                        new Survey(reports.stream().map(CompletableFuture::join).toList()));
    }

    private static CompletableFuture<Report> ask(
            Replica node,
            boolean starting,
            List<? extends Node> nodes,
            ControlCodec codec,
            ListRegister register,
            Announcements announcements) {
        Channel channel = node.connection();
        CompletableFuture<Reply> voucher =
                channel.send(new Request.Get(codec.keys().voucher(), true));
        Map<NodeAddress, CompletableFuture<Reply>> notes = new HashMap<>();
        for (Replica other : nodes) {
            if (other != node) {
                notes.put(
                        other.address(),
                        channel.send(new Request.Get(codec.keys().note(other.address()), true)));
            }
        }
        CompletableFuture<Reply> directory = channel.send(announcements.directory());
        CompletableFuture<Reply> announced = register.announce(node.address(), channel);
        List<CompletableFuture<?>> all = new ArrayList<>(notes.values());
        all.addAll(List.of(voucher, directory, announced));
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenApply(done -> {
            boolean answered =
                    isAnswer(voucher.join()) && notes.values().stream().allMatch(note -> isAnswer(note.join()));
            List<HeldNote> held = new ArrayList<>();
            notes.forEach((about, reply) -> {
                HeldNote note = held(codec, node.address(), about, reply.join());
                if (note != null) {
                    held.add(note);
                }
            });
            Reach silent = starting ? Reach.STARTING : Reach.SILENT;
            return new Report(
                    node,
                    channel,
                    answered ? Reach.ANSWERED : silent,
                    voucher.join(),
                    held,
                    directory.join(),
                    announced.join());
        });
    }

    /** Returns whether a server with another key has written to a node, or somebody has forged what it writes. */
    boolean hasDirectoryOfOtherKey(ControlCodec codec) {
        return reports.stream()
                .anyMatch(report ->
                        report.answered() && codec.isDirectoryOfOtherKey(report.address(), report.directory()));
    }

    static boolean isAnswer(Reply reply) {
        return reply instanceof Reply.Hit || reply instanceof Reply.Miss;
    }

    private static @Nullable HeldNote held(ControlCodec codec, NodeAddress holder, NodeAddress about, Reply reply) {
        Key key = codec.keys().note(about);
        Note note = codec.note(holder, key, reply);
        return note != null && reply instanceof Reply.Hit hit ? new HeldNote(about, note.nonce(), hit.token()) : null;
    }
}
