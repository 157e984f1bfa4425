package io.memshare;

import io.memshare.node.NodeStatus;
import java.util.List;

/** Placeholder for the door. */
public final class Memshare implements AutoCloseable {
    private Memshare() {}

    public static Memshare open(MemshareSettings settings) {
        settings.nodes();
        return new Memshare();
    }

    public List<NodeStatus> nodes() {
        return List.of();
    }

    @Override
    public void close() {}
}
