package io.memshare.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A request of a client that sent the id of a session, as the filters handle it. */
final class ClientRequest implements AutoCloseable {

    final MockHttpServletRequest request = new MockHttpServletRequest();
    final MockHttpServletResponse response = new MockHttpServletResponse();

    /** The ids that were sent again. */
    final List<String> sent = new ArrayList<>();

    private final MemshareSessionRepository server;
    private final String cookie;
    private final RequestMemo.Scope scope;

    ClientRequest(MemshareSessionRepository server, String cookie) {
        this.server = server;
        this.cookie = cookie;
        this.scope = RequestMemo.create().serving(request, response).open();
        RequestMemo.received(List.of(cookie), (unused, id) -> sent.add(id), true);
    }

    /** Finds the session and uses it, as Spring's filter does. */
    @Nullable MemshareSession session() {
        MemshareSession session = server.findById(cookie);
        if (session != null) {
            session.setLastAccessedTime(session.getLastAccessedTime().plusMillis(1));
        }
        return session;
    }

    /** Sets an attribute, saves, and returns the id that the client has then. */
    String set(String name, String value) {
        MemshareSession session = Objects.requireNonNull(session(), "the session is lost");
        session.setAttribute(name, value);
        server.save(session);
        return session.getId();
    }

    /** Reads nothing, changes nothing; returns the id that the client has then. */
    static String touch(MemshareSessionRepository server, String cookie) {
        try (ClientRequest request = new ClientRequest(server, cookie)) {
            MemshareSession session = Objects.requireNonNull(request.session(), "the session is lost");
            server.save(session);
            return session.getId();
        }
    }

    @Override
    public void close() {
        scope.close();
    }
}
