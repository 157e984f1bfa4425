package io.memshare.test.autoconfigure;

import io.memshare.Memshare;
import io.memshare.node.NodeStatus;
import io.memshare.session.MemshareSessionRepository;
import io.memshare.session.SessionStoreUnavailableException;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Delays a test until its sessions can be stored, which takes a few milliseconds.
 *
 * @param memshare the nodes
 * @param repository the session repository, if the application has any
 */
record SessionsReady(Memshare memshare, ObjectProvider<MemshareSessionRepository> repository)
        implements SmartInitializingSingleton {

    private static final int TRIES = 1000;
    private static final long PAUSE_MILLIS = 10;

    @Override
    public void afterSingletonsInstantiated() {
        MemshareSessionRepository sessions = repository.getIfAvailable();
        for (int i = 0; i < TRIES; i++) {
            if (areUp() && (sessions == null || answers(sessions))) {
                return;
            }
            pause();
        }
        throw new IllegalStateException("the nodes of the test are not up: " + memshare.nodes());
    }

    private boolean areUp() {
        return memshare.nodes().stream().allMatch(NodeStatus::up);
    }

    /** New nodes are complete only after all of them have confirmed that none has lost data. */
    private static boolean answers(MemshareSessionRepository sessions) {
        try {
            sessions.findById("no session");
            return true;
        } catch (SessionStoreUnavailableException ex) {
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the nodes of the test came up", ex);
        }
    }
}
