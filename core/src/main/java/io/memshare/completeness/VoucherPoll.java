package io.memshare.completeness;

import io.memshare.completeness.ControlCodec.Legibility;
import io.memshare.completeness.Survey.Report;
import io.memshare.completeness.VoucherPolicy.Change;
import io.memshare.completeness.VoucherPolicy.View;
import io.memshare.node.Background;
import io.memshare.node.Channel;
import io.memshare.node.Node;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Polls all nodes, evaluates their answers, and changes vouchers if necessary. Safe for use by several threads. */
final class VoucherPoll {

    private static final long NEVER = Long.MIN_VALUE;

    private final ServerProfile self;
    private final ControlCodec codec;
    private final Memory memory;
    private final TokenHistory tokens;
    private final Announcements announcements;
    private final ListRegister register;
    private final ListAgreement agreement;
    private final Notes notes;
    private final Vouchers vouchers;
    private final Evictions evictions;
    private final Supplier<Voucher.Coverage> known;
    private final CompletenessListener listener;
    private final AtomicLong foundingSince = new AtomicLong(NEVER);
    private final FirstPolls firstPolls = new FirstPolls();
    private final Set<NodeAddress> twins = ConcurrentHashMap.newKeySet();
    private final Generations generations = new Generations();
    private final UnreadableVouchers unreadable;

    /** The parts that a poll uses. */
    record Parts(
            Memory memory,
            TokenHistory tokens,
            Announcements announcements,
            ListRegister register,
            ListAgreement agreement,
            Notes notes,
            Vouchers vouchers,
            Evictions evictions) {}

    VoucherPoll(ServerProfile self, Parts parts, Supplier<Voucher.Coverage> known, CompletenessListener listener) {
        this.self = self;
        this.codec = self.codec();
        this.memory = parts.memory();
        this.tokens = parts.tokens();
        this.announcements = parts.announcements();
        this.register = parts.register();
        this.agreement = parts.agreement();
        this.notes = parts.notes();
        this.vouchers = parts.vouchers();
        this.evictions = parts.evictions();
        this.known = known;
        this.unreadable = new UnreadableVouchers(self.timing().presence().toNanos());
        this.listener = listener;
    }

    /**
     * Polls all nodes once.
     *
     * @param nodes all nodes
     * @return when all nodes have answered or timed out, whether each of them had its chance to answer
     */
    CompletableFuture<Boolean> runOnce(List<? extends Node> nodes) {
        long asked = self.nanos();
        return Survey.take(nodes, codec, register, announcements).thenCompose(survey -> {
            CompletableFuture<Void> read = learn(survey, nodes, asked);
            boolean settled = firstPolls.areOver(survey, self.nanos());
            return read.thenCompose(done -> act(survey)).thenApply(done -> settled);
        });
    }

    private CompletableFuture<Void> learn(Survey survey, List<? extends Node> nodes, long asked) {
        List<CompletableFuture<Void>> directories = new ArrayList<>();
        Map<Long, NodeAddress> lives = new HashMap<>();
        Map<NodeAddress, @Nullable Long> lifeOf = new HashMap<>();
        // The same for all nodes: what this poll finds lost was lost in an order that nobody knows.
        long now = self.nanos();
        boolean unread = false;
        for (Report report : survey.reports()) {
            if (report.answered()) {
                Voucher voucher = codec.voucher(report.address(), report.voucher());
                memory.saw(report.address(), voucher, now);
                // A voucher that cannot be read, as of a server with another key, says nothing of the node's memory.
                if (voucher != null || !(report.voucher() instanceof Reply.Hit)) {
                    lifeOf.put(report.address(), voucher == null ? null : (Long) voucher.life());
                }
                if (voucher != null) {
                    if (report.announced() instanceof Reply.Stored stored) {
                        // Not when it was asked: the token is as young as the reply.
                        tokens.reached(report.address(), voucher.life(), stored.token(), now);
                    }
                    NodeAddress twin = lives.put(voucher.life(), report.address());
                    if (twin != null && twins.add(report.address())) {
                        listener.sameProcess(twin, report.address());
                    }
                }
                unread |= voucher == null && report.voucher() instanceof Reply.Hit;
                directories.add(announcements.read(report.address(), report.channel(), report.directory()));
            }
        }
        if (unread && survey.hasDirectoryOfOtherKey(codec)) {
            unreadable.noticeOtherKey(now);
        }
        if (generations.isEverythingLost(lifeOf, nodes.size(), self.nanos())) {
            listener.lostEverything();
        }
        for (Report report : survey.reports()) {
            if (report.answered()) {
                for (Replica about : nodes) {
                    memory.unnoted(report.address(), about.address(), asked);
                }
                report.notes().forEach(note -> memory.noted(report.address(), note.about(), note.nonce(), asked));
            }
        }
        return CompletableFuture.allOf(directories.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> act(Survey survey) {
        Map<NodeAddress, Channel> inReach = new HashMap<>();
        survey.reports().stream()
                .filter(Report::answered)
                .forEach(report -> inReach.put(report.address(), report.channel()));
        memory.takeTouches()
                .forEach(missing -> inReach.forEach((holder, channel) -> {
                    if (!holder.equals(missing)) {
                        Background.run("noting a missed touch", notes.plant(channel, holder, missing, false));
                    }
                }));
        Voucher.Coverage coverage = memory.coverage(known.get());
        boolean spared = survey.reports().stream().anyMatch(this::isCompleteAndEvictsNothing);
        List<View> views = survey.reports().stream()
                .map(report -> view(report, coverage, spared))
                .toList();
        List<Change> changes = VoucherPolicy.decide(views, waited(views), self.list());
        List<CompletableFuture<?>> changed = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            changed.add(change(survey.reports().get(i), views.get(i), changes.get(i), coverage, inReach));
        }
        return CompletableFuture.allOf(changed.toArray(CompletableFuture[]::new))
                .thenAccept(done -> removeTold(survey));
    }

    private boolean waited(List<View> views) {
        if (views.stream().anyMatch(view -> view.voucher() != null)) {
            foundingSince.set(NEVER);
            return false;
        }
        foundingSince.compareAndSet(NEVER, self.nanos());
        return self.nanos() - foundingSince.get()
                >= self.timing().foundingWait().toNanos();
    }

    /**
     * If some node holds everything, nodes that evict can be filled from it and are set back; if all evict, none is set
     * back. Under quorum consistency, a node that evicts is always set back.
     */
    private boolean isCompleteAndEvictsNothing(Report report) {
        Memory.Seen seen = memory.lastSeen(report.address());
        return report.answered()
                && seen != null
                && seen.voucher().isCompleteFor(self.list())
                && !evictions.isEvicting(report.address(), seen.voucher());
    }

    private View view(Report report, Voucher.Coverage coverage, boolean spared) {
        NodeAddress node = report.address();
        Memory.Seen seen = memory.lastSeen(node);
        Voucher voucher = seen == null ? null : seen.voucher();
        boolean counted = spared || self.list().isQuorum();
        boolean evicted = counted && voucher != null && evictions.isEvicting(node, voucher);
        Legibility legibility =
                report.answered() && voucher == null ? codec.legibility(node, report.voucher()) : Legibility.CLEAR;
        return new View(
                report.reach(),
                voucher,
                memory.lostSince(node),
                isSettled(node),
                unreadable.isLeftAlone(node, legibility, self.nanos()),
                // A forged voucher says nothing of what the node has: it is filled even if no node has a voucher.
                legibility == Legibility.OTHER_KEY || memory.hasMissed(node, voucher),
                agreement.isListed(node) && !evicted,
                voucher != null
                        && !self.agreed().current().isChanging()
                        && Vouchers.isOutlived(voucher, report.voucher()),
                voucher == null
                        || (vouchers.missing(voucher, coverage) == null && !agreement.isExtendable(node, voucher)));
    }

    private boolean isSettled(NodeAddress node) {
        Long since = memory.blankSince(node);
        return since != null && self.nanos() - since >= self.longWriteNanos() / 4;
    }

    private CompletableFuture<?> change(
            Report report, View view, Change change, Voucher.Coverage coverage, Map<NodeAddress, Channel> inReach) {
        NodeAddress node = report.address();
        Channel channel = report.channel();
        Voucher voucher = view.voucher();
        if (change == Change.FOUNDED || change == Change.EMPTIED) {
            boolean complete = change == Change.FOUNDED;
            return vouchers.create(node, channel, report.voucher(), coverage, complete, evictions.count(node));
        }
        if (change == Change.NONE || voucher == null) {
            return CompletableFuture.completedFuture(null);
        }
        return switch (change) {
            case MISSED -> vouchers.missed(node, channel, report.voucher(), voucher, inReach);
            case LOST -> vouchers.lost(node, channel, report.voucher(), voucher);
            case COVERED -> vouchers.put(node, channel, report.voucher(), covering(node, voucher, coverage));
            default -> {
                Voucher completed =
                        voucher.completed(self.nonce(), self.agreed().claims(node), evictions.count(node));
                yield vouchers.put(node, channel, report.voucher(), completed);
            }
        };
    }

    private Voucher covering(NodeAddress node, Voucher voucher, Voucher.Coverage coverage) {
        Voucher covering = voucher.covering(self.nonce(), voucher.coverage().and(coverage));
        return agreement.isExtendable(node, voucher)
                ? covering.validFor(self.nonce(), self.agreed().claims(node))
                : covering;
    }

    /** Removes the notes that were seen and that the vouchers of their targets now reflect; never earlier. */
    private void removeTold(Survey survey) {
        for (Report report : survey.reports()) {
            for (Survey.HeldNote note : report.notes()) {
                Memory.Seen target = memory.lastSeen(note.about());
                if (target != null && Vouchers.isConsumed(target.voucher(), List.of(note.nonce()))) {
                    notes.remove(report.address(), report.channel(), note);
                }
            }
        }
    }
}
