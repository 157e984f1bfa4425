package io.memshare;

import io.memshare.completeness.CompletenessKeeper;
import io.memshare.node.NodeAddress;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Polls the vouchers as soon as a node comes or goes. Until this server knows the notes on all reachable nodes, for
 * which its reads wait, also when an attempt to reach a node has failed, and when that node has had its second chance.
 * Safe for use by several threads.
 */
final class PollTrigger implements MemshareListener {

    private final Consumer<Duration> poll;
    private final BooleanSupplier ready;

    /**
     * Creates a trigger.
     *
     * @param poll starts a poll after a time, without waiting for it
     * @param ready returns whether reads no longer wait
     */
    PollTrigger(Consumer<Duration> poll, BooleanSupplier ready) {
        this.poll = poll;
        this.ready = ready;
    }

    @Override
    public void up(NodeAddress address) {
        poll.accept(Duration.ZERO);
    }

    @Override
    public void down(NodeAddress address, String reason) {
        poll.accept(Duration.ZERO);
    }

    @Override
    public void unreachable(NodeAddress address, String reason) {
        pollUntilReady();
    }

    @Override
    public void misconfigured(NodeAddress address, String reason) {
        pollUntilReady();
    }

    private void pollUntilReady() {
        if (!ready.getAsBoolean()) {
            poll.accept(Duration.ZERO);
            poll.accept(CompletenessKeeper.SECOND_CHANCE);
        }
    }
}
