package io.memshare.diagnosis;

import io.memshare.codec.Envelope;
import io.memshare.codec.MalformedRecordException;
import io.memshare.node.Channel;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.ServerStats;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the findings about nodes and other application servers. Servers learn of each other by one item on each node:
 * each reads what the last one left there, compares it with its own settings, and leaves a notice of its own. Each
 * server reads every other one soon, because they do so at random times. Safe for use by several threads.
 */
public final class Diagnosis {

    /** How long a finding about another server lasts after it was seen last. */
    static final Duration REMEMBERED = Duration.ofMinutes(2);

    /** Limits the memory that forged notices may occupy. */
    private static final int MOST = 64;

    private final Context context;
    private final NoticeCodec codec;
    private final DiagnosisListener listener;
    private final Map<Subject, Seen> seen = new LinkedHashMap<>();
    private Map<Subject, Finding> present = Map.of();

    /**
     * The surroundings of a diagnosis.
     *
     * @param notice the notice of this server
     * @param clock the time of day
     * @param nanoTime a monotonic clock
     * @param stats returns the last statistics of a node, or null
     * @param rebuilds whether nodes are rebuilt
     */
    public record Context(
            ServerNotice notice,
            InstantSource clock,
            LongSupplier nanoTime,
            Function<NodeAddress, @Nullable ServerStats> stats,
            boolean rebuilds) {}

    /** A finding about the same subject replaces an earlier one. */
    private record Subject(Finding.Kind kind, @Nullable NodeAddress node, Object about) {}

    private record Seen(Finding finding, long nanos) {}

    /**
     * Creates a diagnosis, which is idle until {@link #runOnce} is called.
     *
     * @param context the surroundings
     * @param namespace the prefix of all keys, before a colon
     * @param envelope the outer form of records
     * @param listener is notified of findings
     */
    public Diagnosis(Context context, String namespace, Envelope envelope, DiagnosisListener listener) {
        this.context = context;
        this.codec = new NoticeCodec(namespace, envelope);
        this.listener = listener;
    }

    /** Returns what is wrong now. Queries no node. */
    public synchronized List<Finding> findings() {
        return List.copyOf(present.values());
    }

    /**
     * Judges the nodes, and exchanges notices with other servers.
     *
     * @param nodes all nodes
     * @return completes when all nodes have answered or timed out
     */
    public CompletableFuture<Void> runOnce(List<? extends Replica> nodes) {
        return CompletableFuture.allOf(
                        nodes.stream().filter(Replica::isUp).map(this::exchange).toArray(CompletableFuture[]::new))
                .thenRun(() -> conclude(nodes));
    }

    private CompletableFuture<?> exchange(Replica node) {
        Channel channel = node.connection();
        CompletableFuture<Void> read =
                channel.send(new Request.Get(codec.key(), true)).thenAccept(reply -> examine(node.address(), reply));
        long millis = context.clock().millis();
        return CompletableFuture.allOf(read, channel.send(codec.put(context.notice(), node.address(), millis)));
    }

    private void examine(NodeAddress node, Reply reply) {
        NoticeCodec.Left left;
        try {
            left = codec.read(reply);
        } catch (MalformedRecordException ex) {
            saw(ServerRules.otherKeys(), "keys");
            return;
        }
        if (left == null) {
            return;
        }
        boolean otherName = context.notice().use().nodes().contains(left.node());
        if (otherName && !left.node().equals(node.toString())) {
            saw(ServerRules.sameProcess(node, left.node()), left.node());
        }
        if (left.notice().server() != context.notice().server()) {
            ServerRules.compare(context.notice(), left, context.clock().millis())
                    .forEach(finding -> saw(finding, subject(finding, left.notice())));
        }
    }

    /** Of many servers with the same other settings only one is told. */
    private static Object subject(Finding finding, ServerNotice other) {
        return switch (finding.kind()) {
            case OTHER_NODES -> other.use();
            case OTHER_LIFETIME -> other.lifetimeSeconds();
            default -> other.server();
        };
    }

    private synchronized void saw(Finding finding, Object about) {
        Subject subject = new Subject(finding.kind(), finding.node(), about);
        if (seen.size() < MOST || seen.containsKey(subject)) {
            seen.put(subject, new Seen(finding, context.nanoTime().getAsLong()));
        }
    }

    private void conclude(Collection<? extends Replica> nodes) {
        List<Finding> begun = new ArrayList<>();
        List<Finding> ended = new ArrayList<>();
        synchronized (this) {
            Map<Subject, Finding> before = present;
            present = judge(nodes);
            present.forEach((subject, finding) -> {
                if (!before.containsKey(subject)) {
                    begun.add(finding);
                }
            });
            before.forEach((subject, finding) -> {
                if (!present.containsKey(subject)) {
                    ended.add(finding);
                }
            });
        }
        begun.forEach(listener::found);
        ended.forEach(listener::resolved);
    }

    private Map<Subject, Finding> judge(Collection<? extends Replica> nodes) {
        long now = context.nanoTime().getAsLong();
        seen.values().removeIf(each -> now - each.nanos() >= REMEMBERED.toNanos());
        Map<NodeAddress, ServerStats> stats = new LinkedHashMap<>();
        for (Replica node : nodes) {
            ServerStats last = context.stats().apply(node.address());
            if (last != null) {
                stats.put(node.address(), last);
            }
        }
        Map<Subject, Finding> all = new LinkedHashMap<>();
        NodeRules.judge(stats, context.rebuilds())
                .forEach(finding -> all.put(new Subject(finding.kind(), finding.node(), ""), finding));
        seen.forEach((subject, each) -> all.put(subject, each.finding()));
        return all;
    }
}
