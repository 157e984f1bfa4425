package io.memshare.sample;

import io.memshare.Memshare;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeStatus;
import io.memshare.sample.Overview.SessionSummary;
import io.memshare.session.MemshareSessionRepository;
import io.memshare.session.SessionCopy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The data of the overview page. It counts no visit and creates no session, but keeps a session alive like any request.
 */
@RestController
final class OverviewController {

    private final ObjectProvider<Memshare> memshare;
    private final ObjectProvider<MemshareSessionRepository> sessions;

    OverviewController(ObjectProvider<Memshare> memshare, ObjectProvider<MemshareSessionRepository> sessions) {
        this.memshare = memshare;
        this.sessions = sessions;
    }

    @GetMapping(path = "/session/overview", produces = MediaType.APPLICATION_JSON_VALUE)
    Overview overview(HttpServletRequest request) {
        String server = request.getLocalAddr() + ":" + request.getLocalPort();
        HttpSession session = request.getSession(false);
        if (session == null) {
            return new Overview(server, null, Overview.nodes(nodes(), complete(), List.of()));
        }
        Integer visits = VisitCounter.of(session);
        SessionSummary summary = new SessionSummary(visits == null ? 0 : visits, session.getMaxInactiveInterval());
        return new Overview(server, summary, Overview.nodes(nodes(), complete(), copies(session)));
    }

    // the beans are missing if an application uses a session store of its own, as tests do
    private List<NodeStatus> nodes() {
        return memshare.stream().flatMap(door -> door.nodes().stream()).toList();
    }

    private Set<NodeAddress> complete() {
        return memshare.stream().flatMap(door -> door.completeNodes().stream()).collect(Collectors.toSet());
    }

    private List<SessionCopy> copies(HttpSession session) {
        return sessions.stream()
                .flatMap(repository -> repository.copies(session.getId()).stream())
                .toList();
    }
}
