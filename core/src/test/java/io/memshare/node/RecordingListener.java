package io.memshare.node;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Writes down what it hears. */
public final class RecordingListener implements NodeListener {

    /** Thrown by every event, unless null. */
    volatile @Nullable Error failure;

    private final List<String> heard = new CopyOnWriteArrayList<>();

    public List<String> heard() {
        return heard;
    }

    private void hear(String event) {
        heard.add(event);
        Error thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    @Override
    public void up(NodeAddress address) {
        hear("up");
    }

    @Override
    public void down(NodeAddress address, String reason) {
        hear("down: " + reason);
    }

    @Override
    public void unreachable(NodeAddress address, String reason) {
        hear("unreachable: " + reason);
    }

    @Override
    public void misconfigured(NodeAddress address, String reason) {
        hear("misconfigured: " + reason);
    }
}
