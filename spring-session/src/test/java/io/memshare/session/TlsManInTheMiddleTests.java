package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.Cluster;
import io.memshare.Memshare;
import io.memshare.Protection;
import io.memshare.testkit.Hang;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An attacker in the middle of the connections to two of three nodes, which are protected in every way. */
class TlsManInTheMiddleTests {

    private final List<InterceptedNode> men = new ArrayList<>();
    private final StringBuffer seen = new StringBuffer();
    private Cluster cluster;
    private Memshare app;
    private MemshareSessionRepository server;

    @BeforeEach
    void start() {
        cluster = Cluster.of(3, Protection.all());
        List<String> addresses = new ArrayList<>();
        for (int node = 0; node < 2; node++) {
            InterceptedNode man = new InterceptedNode(cluster.server(node).port());
            man.alter(this::noted);
            man.alterRequests(this::noted);
            men.add(man);
            addresses.add(man.address());
        }
        addresses.add(cluster.server(2).address());
        app = Memshare.open(cluster.settings(addresses.stream()));
        await().atMost(Hang.LIMIT).until(() -> app.completeNodes().size() == 3);
        server = new MemshareSessionRepository(app, SharedSessions.VALUES);
    }

    private String noted(String piece) {
        seen.append(piece);
        return piece;
    }

    @AfterEach
    void stop() {
        app.close();
        men.forEach(InterceptedNode::close);
        cluster.close();
    }

    @Test
    void toReadOnTheWay() {
        String victim = SharedSessions.saved(server, "user", "victim");
        assertThat(attribute(server, victim, "user")).isEqualTo("victim");

        assertThat(seen).isNotEmpty().doesNotContain("memshare", "topsecret", "victim", victim);
    }

    @Test
    void toAlterWhatANodeAnswers() {
        String victim = SharedSessions.saved(server, "user", "victim");
        men.forEach(man -> man.alter(TlsManInTheMiddleTests::altered));

        theVictimGoesOn(victim);
    }

    @Test
    void toAlterWhatANodeIsSent() {
        String victim = SharedSessions.saved(server, "user", "victim");
        men.forEach(man -> man.alterRequests(TlsManInTheMiddleTests::altered));

        theVictimGoesOn(victim);
    }

    @Test
    void toSendAPieceAgain() {
        String victim = SharedSessions.saved(server, "user", "victim");
        UnaryOperator<String> twice = piece -> piece + piece;
        men.forEach(man -> man.alter(twice));
        men.forEach(man -> man.alterRequests(twice));

        theVictimGoesOn(victim);
    }

    private static String altered(String piece) {
        int last = piece.length() - 1;
        return piece.substring(0, last) + (char) (piece.charAt(last) ^ 1);
    }

    /** The connections to the other two end; the third node is complete and answers alone. */
    private void theVictimGoesOn(String victim) {
        MemshareSession session = SharedSessions.found(server, victim);
        session.setAttribute("cart", "full");
        server.save(session);
        await().atMost(Hang.LIMIT)
                .until(() -> !app.nodes().get(0).up() && !app.nodes().get(1).up());
        for (int i = 0; i < 5; i++) {
            assertThat(attribute(server, victim, "user")).isEqualTo("victim");
            assertThat(attribute(server, victim, "cart")).isEqualTo("full");
        }
    }
}
