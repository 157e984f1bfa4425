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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the findings about nodes and other application servers. Servers learn of each other by one item on each node:
 * each reads what the last one left there, compares it with its own settings, and leaves a notice of its own. Each
 * server reads every other one soon, because they do so at random times. Safe for use by several threads.
 */
public final class Diagnosis {

    /** How long a finding about another server lasts after it was seen last. */
    static final Duration REMEMBERED = Duration.ofMinutes(2);

    /** Servers learn of a change of the list of nodes one after the other, and differ until then. */
    static final Duration SETTLED = Duration.ofSeconds(5);

    /** Limits the memory that forged notices may occupy. */
    private static final int MOST = 64;

    private final Context context;
    private final NoticeCodec codec;
    private final DiagnosisListener listener;
    private final Map<Subject, Seen> seen = new LinkedHashMap<>();
    private Map<Subject, Finding> present = Map.of();
    private ServerNotice.@Nullable NodeUse judged;

    /**
     * The surroundings of a diagnosis.
     *
     * @param notice returns the notice of this server, with the list of nodes that it uses now
     * @param clock the time of day
     * @param nanoTime a monotonic clock
     * @param stats returns the last statistics of a node, or null
     * @param rebuilds whether nodes are rebuilt
     */
    public record Context(
            Supplier<ServerNotice> notice,
            InstantSource clock,
            LongSupplier nanoTime,
            Function<NodeAddress, @Nullable ServerStats> stats,
            boolean rebuilds) {}

    /** A finding about the same subject replaces an earlier one. */
    private record Subject(Finding.Kind kind, @Nullable NodeAddress node, Object about) {}

    private record Seen(Finding finding, long firstNanos, long lastNanos) {

        /** Somebody may have copied a notice from one node to another; it is overwritten there soon. */
        boolean isCertain() {
            boolean passes = finding.kind() == Finding.Kind.OTHER_NODES || finding.kind() == Finding.Kind.SAME_PROCESS;
            return !passes || lastNanos - firstNanos >= SETTLED.toNanos();
        }
    }

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

    /** Returns the current findings. Queries no node. */
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
        ServerNotice own = context.notice().get();
        forgetOthers(nodes, own.use());
        return CompletableFuture.allOf(nodes.stream()
                        .filter(Replica::isUp)
                        .map(node -> exchange(node, own, nodes))
                        .toArray(CompletableFuture[]::new))
                .thenRun(() -> conclude(nodes));
    }

    /** Forgets notices of nodes that were removed, and comparisons with a former list of this server. */
    private synchronized void forgetOthers(List<? extends Replica> nodes, ServerNotice.NodeUse use) {
        boolean changed = !use.equals(judged);
        judged = use;
        Set<String> used = nodes.stream().map(node -> node.address().toString()).collect(Collectors.toSet());
        seen.keySet().removeIf(subject -> switch (subject.kind()) {
            case OTHER_NODES -> changed;
            case SAME_PROCESS -> !used.contains(String.valueOf(subject.node())) || !used.contains(subject.about());
            default -> false;
        });
    }

    private CompletableFuture<?> exchange(Replica node, ServerNotice own, List<? extends Replica> nodes) {
        Channel channel = node.connection();
        CompletableFuture<Void> read = channel.send(new Request.Get(codec.key(), true))
                .thenAccept(reply -> examine(node.address(), reply, own, nodes));
        long millis = context.clock().millis();
        return CompletableFuture.allOf(read, channel.send(codec.put(own, node.address(), millis)));
    }

    private void examine(NodeAddress node, Reply reply, ServerNotice own, List<? extends Replica> nodes) {
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
        boolean known =
                nodes.stream().anyMatch(each -> each.address().toString().equals(left.node()));
        if (known && !left.node().equals(node.toString())) {
            saw(ServerRules.sameProcess(node, left.node()), left.node());
        }
        if (left.notice().server() != own.server()) {
            ServerRules.compare(own, left, context.clock().millis())
                    .forEach(finding -> saw(finding, subject(finding, left.notice())));
        }
    }

    /** Servers with the same other settings count as a single subject. */
    private static Object subject(Finding finding, ServerNotice other) {
        return switch (finding.kind()) {
            case OTHER_NODES -> other.use();
            case OTHER_LIFETIME -> other.lifetimeSeconds();
            default -> other.server();
        };
    }

    private synchronized void saw(Finding finding, Object about) {
        Subject subject = new Subject(finding.kind(), finding.node(), about);
        Seen before = seen.get(subject);
        if (before != null || seen.size() < MOST) {
            long now = context.nanoTime().getAsLong();
            seen.put(subject, new Seen(finding, before == null ? now : before.firstNanos(), now));
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
        seen.values().removeIf(each -> now - each.lastNanos() >= REMEMBERED.toNanos());
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
        seen.forEach((subject, each) -> {
            if (each.isCertain()) {
                all.put(subject, each.finding());
            }
        });
        return all;
    }
}
