package io.memshare.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.NodeAddress;
import io.memshare.node.NodeFailure;
import io.memshare.node.NodeStatus;
import io.memshare.replication.CopyState;
import io.memshare.sample.Overview.CopySummary;
import io.memshare.sample.Overview.NodeSummary;
import io.memshare.session.SessionCopy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OverviewTests {

    private static final NodeAddress FIRST = NodeAddress.parse("10.1.1.1");
    private static final NodeAddress SECOND = NodeAddress.parse("10.2.2.2");
    private static final NodeAddress THIRD = NodeAddress.parse("10.3.3.3");

    @Test
    void bringsEachNodeAndItsCopyTogetherInTheOrderOfTheNodes() {
        List<NodeStatus> nodes = List.of(
                NodeStatus.up(FIRST),
                NodeStatus.down(SECOND, new NodeFailure(NodeFailure.Kind.UNREACHABLE, "connection refused")),
                NodeStatus.up(THIRD));
        List<SessionCopy> copies = List.of(
                new SessionCopy(SECOND, CopyState.UNREACHABLE, null), new SessionCopy(FIRST, CopyState.CURRENT, 1440L));

        assertThat(Overview.nodes(nodes, Set.of(FIRST), copies))
                .containsExactly(
                        new NodeSummary("10.1.1.1:11211", true, "", true, new CopySummary("current", 1440L)),
                        new NodeSummary(
                                "10.2.2.2:11211",
                                false,
                                "connection refused",
                                false,
                                new CopySummary("unreachable", null)),
                        new NodeSummary("10.3.3.3:11211", true, "", false, null));
    }
}
