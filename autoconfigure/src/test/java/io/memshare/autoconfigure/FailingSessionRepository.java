package io.memshare.autoconfigure;

import io.memshare.session.SessionStoreUnavailableException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.SessionRepository;

/** A repository whose store can be lost at any moment. */
final class FailingSessionRepository implements SessionRepository<MapSession> {

    private final MapSessionRepository sessions = new MapSessionRepository(new ConcurrentHashMap<>());
    private volatile boolean lost;

    void lose() {
        lost = true;
    }

    void find() {
        lost = false;
    }

    @Override
    public MapSession createSession() {
        return sessions.createSession();
    }

    @Override
    public void save(MapSession session) {
        requireStore();
        sessions.save(session);
    }

    @Override
    public @Nullable MapSession findById(String id) {
        requireStore();
        return sessions.findById(id);
    }

    @Override
    public void deleteById(String id) {
        requireStore();
        sessions.deleteById(id);
    }

    private void requireStore() {
        if (lost) {
            throw new SessionStoreUnavailableException("no node answered");
        }
    }
}
