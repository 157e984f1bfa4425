package io.memshare.node;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it hears. */
public final class RecordingListener implements NodeListener {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    public List<String> heard() {
        return heard;
    }

    @Override
    public void up(NodeAddress address) {
        heard.add("up");
    }

    @Override
    public void down(NodeAddress address, String reason) {
        heard.add("down: " + reason);
    }

    @Override
    public void unreachable(NodeAddress address, String reason) {
        heard.add("unreachable: " + reason);
    }

    @Override
    public void misconfigured(NodeAddress address, String reason) {
        heard.add("misconfigured: " + reason);
    }
}
