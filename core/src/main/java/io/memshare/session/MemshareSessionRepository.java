package io.memshare.session;

import io.memshare.Memshare;
import io.memshare.serializer.AttributeSerializer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FlushMode;
import org.springframework.session.MapSession;
import org.springframework.session.SaveMode;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.SessionRepository;

/** Placeholder for the repository. */
public final class MemshareSessionRepository implements SessionRepository<MapSession> {

    public MemshareSessionRepository(Memshare memshare, AttributeSerializer serializer) {}

    public void setDefaultMaxInactiveInterval(Duration interval) {}

    public void setSaveMode(SaveMode saveMode) {}

    public void setFlushMode(FlushMode flushMode) {}

    public void setSessionIdGenerator(SessionIdGenerator generator) {}

    public List<SessionCopy> copies(String sessionId) {
        return List.of();
    }

    @Override
    public MapSession createSession() {
        return new MapSession();
    }

    @Override
    public void save(MapSession session) {}

    @Override
    public @Nullable MapSession findById(String id) {
        return null;
    }

    @Override
    public void deleteById(String id) {}
}
