package io.memshare.session;

import org.junit.jupiter.api.BeforeEach;

/** Tests with the repositories of two application servers that share their nodes. */
abstract class SharedRepositories {

    final SharedSessions shared;
    MemshareSessionRepository one;
    MemshareSessionRepository two;

    SharedRepositories(SessionRepositoryContract contract) {
        this.shared = contract.shared();
    }

    @BeforeEach
    void repositories() {
        shared.clock.reset();
        one = shared.repository(0);
        two = shared.repository(1);
    }

    static void change(MemshareSessionRepository repository, MemshareSession session, String name, Object value) {
        session.setAttribute(name, value);
        repository.save(session);
    }

    static String changedId(MemshareSessionRepository repository, MemshareSession session) {
        String newId = session.changeSessionId();
        repository.save(session);
        return newId;
    }
}
