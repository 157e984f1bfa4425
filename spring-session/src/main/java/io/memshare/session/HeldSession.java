package io.memshare.session;

/** A session of a {@link MemshareSessionRepository} that a request may use in several dispatches. */
record HeldSession(MemshareSessionRepository repository, MemshareSession session) implements RequestMemo.Held {

    @Override
    public String id() {
        return session.getId();
    }

    @Override
    public boolean renew() {
        return repository.renew(session);
    }

    @Override
    public void release() {
        repository.release(session);
    }
}
