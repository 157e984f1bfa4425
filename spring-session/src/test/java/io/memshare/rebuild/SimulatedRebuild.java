package io.memshare.rebuild;

import io.memshare.completeness.CompletenessKeeper;
import io.memshare.completeness.VoucherStatus;
import io.memshare.node.Key;
import io.memshare.node.Replica;
import io.memshare.placement.Placement;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.Restored;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Rebuilder} does, step by step and without blocking, for a simulation in virtual time: the same sources,
 * copies and conditions in the same order, without a lease, which keeps servers from doing the same work and is needed
 * for nothing else.
 */
public final class SimulatedRebuild {

    private final CompletenessKeeper keeper;
    private final Placement placement;
    private final ReplicatedStore<?> store;
    private final Crawler crawler;
    private boolean busy;

    /** Finds the keys of a node. */
    @FunctionalInterface
    public interface Crawler {

        /**
         * Returns the keys of the records of a node.
         *
         * @param source the node
         * @param since only records with a larger token are asked for
         * @return the keys, null if the node is out of reach
         */
        @Nullable List<Key> keys(Replica source, long since);
    }

    public SimulatedRebuild(CompletenessKeeper keeper, Placement placement, ReplicatedStore<?> store, Crawler crawler) {
        this.keeper = keeper;
        this.placement = placement;
        this.store = store;
        this.crawler = crawler;
    }

    /** Begins what is due. To be called once a second. */
    public void runOnce() {
        for (Replica node : placement.nodes()) {
            if (!busy
                    && node.isUp()
                    && keeper.filling().wasIncomplete(node)
                    && keeper.filling().isRebuildable(node)) {
                busy = true;
                rebuild(node).whenComplete((done, failure) -> busy = false);
            }
        }
    }

    private CompletableFuture<Boolean> rebuild(Replica target) {
        List<Replica> peers =
                placement.nodes().stream().filter(node -> node != target).toList();
        return keeper.filling()
                .status(target)
                .thenCompose(since -> statuses(peers).thenCompose(statuses -> {
                    Sources sources = Sources.choose(new Sources(peers, statuses), placement, keeper.consistency());
                    return since.isToBeCompleted() ? fill(target, since, sources) : done();
                }));
    }

    private CompletableFuture<List<VoucherStatus>> statuses(List<Replica> nodes) {
        List<CompletableFuture<VoucherStatus>> asked =
                nodes.stream().map(keeper.filling()::status).toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(all -> asked.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<Boolean> fill(Replica target, VoucherStatus since, Sources sources) {
        Set<Key> keys = new LinkedHashSet<>();
        List<Long> missing = sources.missingSince(since, true);
        for (int i = 0; i < sources.nodes().size(); i++) {
            List<Key> found = crawler.keys(sources.nodes().get(i), missing.get(i));
            if (found == null) {
                return done();
            }
            keys.addAll(found);
        }
        keys.removeIf(key -> !placement.replicas(key).contains(target));
        return copy(target, sources.nodes(), new ArrayDeque<>(keys)).thenCompose(copied -> {
            boolean enough = Sources.suffice(
                    sources.nodes().size(), placement.nodes().size(), placement.redundancy(), keeper.consistency());
            return copied && enough ? conclude(target, since, sources) : done();
        });
    }

    private CompletableFuture<Boolean> copy(Replica target, List<Replica> sources, Queue<Key> keys) {
        Key next = keys.poll();
        if (next == null) {
            return CompletableFuture.completedFuture(true);
        }
        return store.restore(next, target, sources)
                .thenCompose(restored -> restored == Restored.FAILED
                        ? CompletableFuture.completedFuture(false)
                        : copy(target, sources, keys));
    }

    private CompletableFuture<Boolean> conclude(Replica target, VoucherStatus since, Sources sources) {
        return statuses(sources.nodes()).thenCompose(now -> {
            List<CompletableFuture<Boolean>> noted = new ArrayList<>();
            for (int i = 0; i < now.size(); i++) {
                if (!now.get(i).isSameAs(sources.statuses().get(i))) {
                    return done();
                }
                noted.add(keeper.filling().hasNoted(sources.nodes().get(i), target, since));
            }
            return CompletableFuture.allOf(noted.toArray(CompletableFuture[]::new))
                    .thenCompose(all -> noted.stream().anyMatch(CompletableFuture::join)
                            ? done()
                            : keeper.filling().completed(target, since));
        });
    }

    private static CompletableFuture<Boolean> done() {
        return CompletableFuture.completedFuture(false);
    }
}
