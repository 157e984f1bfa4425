package io.memshare;

import io.memshare.node.NodeAddress;
import io.memshare.node.NodeRuntime;
import java.time.Duration;

/** Polls the nodes whenever one of them comes or goes. Safe for use by several threads. */
record PollOnChange(NodeRuntime runtime, Runnable poll) implements MemshareListener {

    @Override
    public void up(NodeAddress address) {
        runtime.after(Duration.ZERO, poll);
    }

    @Override
    public void down(NodeAddress address, String reason) {
        runtime.after(Duration.ZERO, poll);
    }
}
