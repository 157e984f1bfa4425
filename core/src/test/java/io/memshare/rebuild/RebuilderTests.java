package io.memshare.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.codec.Envelope;
import io.memshare.completeness.CompletenessKeeper;
import io.memshare.completeness.CompletenessListener;
import io.memshare.completeness.ServerProfile;
import io.memshare.node.FakeItems;
import io.memshare.node.FakeNode;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.placement.Membership;
import io.memshare.placement.Placement;
import io.memshare.replication.Consistency;
import io.memshare.replication.Hints;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.ReplicationListener;
import io.memshare.replication.WriteLimits;
import io.memshare.testkit.Hang;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RebuilderTests {

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger clockReads = new AtomicInteger();
    private final AtomicInteger leaseWrites = new AtomicInteger();
    private final AtomicLong leaseSeconds = new AtomicLong();
    private final WriteLimits limits = new WriteLimits(Duration.ofMillis(250), nanos::get);
    private final List<RebuildResult.Outcome> results = new CopyOnWriteArrayList<>();
    private volatile boolean crawlFails;
    private final FakeNode peer = node("a");
    private final FakeNode target = node("b");
    private final List<FakeNode> nodes = List.of(peer, target);
    private final Membership membership = new Membership(new Placement(nodes, 2));
    private final CompletenessKeeper keeper = keeper("words");
    private final Rebuilder rebuilder = new Rebuilder(
            "m",
            1_000,
            new Rebuilder.Nodes(membership, keeper, (address, prefix, timeout, found) -> crawled(), Envelope.PLAIN),
            new RebuildListener() {
                @Override
                public void finished(NodeAddress node, RebuildResult result) {
                    results.add(result.outcome());
                }
            },
            new Ticker() {
                @Override
                public long nanos() {
                    clockReads.incrementAndGet();
                    return nanos.get();
                }

                @Override
                public void sleep(long span) {}
            },
            new Random(1));

    @AfterEach
    void close() {
        rebuilder.close();
    }

    private boolean crawled() {
        if (crawlFails) {
            throw new StackOverflowError("on purpose");
        }
        return true;
    }

    private FakeNode node(String name) {
        FakeItems items = new FakeItems(() -> 0);
        return new FakeNode(name, request -> {
            if (request instanceof Request.Put put && put.key().text().startsWith("m:rebuild:")) {
                leaseWrites.incrementAndGet();
            }
            synchronized (items) {
                Reply reply = items.answer(request);
                if (request instanceof Request.Put put
                        && put.key().text().startsWith("m:rebuild:")
                        && reply instanceof Reply.Stored) {
                    leaseSeconds.set(put.timeToLive().seconds());
                }
                return CompletableFuture.completedFuture(reply);
            }
        });
    }

    private CompletenessKeeper keeper(String kind) {
        List<NodeAddress> addresses = nodes.stream().map(FakeNode::address).toList();
        CompletenessKeeper made = new CompletenessKeeper(
                new ServerProfile(
                        "m",
                        Envelope.PLAIN,
                        ServerProfile.list(addresses, 2, Consistency.AVAILABLE),
                        1_800,
                        new ServerProfile.Timing(limits, Duration.ofSeconds(30), Duration.ofMinutes(1)),
                        new Random(kind.hashCode())),
                new CompletenessListener() {});
        made.addKind(kind);
        return made;
    }

    private void poll(CompletenessKeeper by) {
        by.poll(nodes).join();
    }

    private void runUntil(BooleanSupplier condition) {
        await().atMost(Hang.LIMIT).pollInterval(Duration.ofMillis(1)).until(() -> {
            rebuilder.runOnce();
            return condition.getAsBoolean();
        });
    }

    private void setBackTheTarget() {
        rebuilder.add(
                "m:s:",
                new ReplicatedStore<>(
                        new NoRecords(), membership, keeper, new Hints(), limits, ReplicationListener.NONE));
        poll(keeper);
        poll(keeper);
        assertThat(keeper.filling().setBack((Replica) target)).isCompletedWithValue(true);
        poll(keeper);
    }

    /**
     * The server takes the lease, and finds only then that the nodes hold records of a kind that it does not know. A
     * server that took the lease again and again would keep it from one that can use it.
     */
    @Test
    void aLeaseThatWasTakenForNothingIsLeftToOthersForAWhile() {
        setBackTheTarget();
        CompletenessKeeper other = keeper("numbers");
        poll(other);
        poll(other);
        nanos.addAndGet(limits.longNanos());
        runUntil(() -> leaseWrites.get() == 2);
        int before = clockReads.get();
        // Each time that the rebuilder asks whether the node is due it reads the clock.
        runUntil(() -> clockReads.get() >= before + 3);
        assertThat(leaseWrites).as("taken and released, once").hasValue(2);
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        runUntil(() -> leaseWrites.get() == 4);
    }

    @Test
    void aRebuildThatBreaksOffGivesItsLeaseBackAndIsRepeatedLater() {
        setBackTheTarget();
        crawlFails = true;
        nanos.addAndGet(limits.longNanos());
        rebuilder.runOnce();
        await().atMost(Hang.LIMIT).until(() -> leaseSeconds.get() == 1);
        assertThat(results).containsExactly(RebuildResult.Outcome.FAILED);
        crawlFails = false;
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        runUntil(() -> results.contains(RebuildResult.Outcome.COMPLETE));
    }
}
