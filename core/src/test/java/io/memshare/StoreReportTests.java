package io.memshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.StoreReport.Service;
import io.memshare.completeness.ListState;
import io.memshare.completeness.VoucherStatus;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeFailure;
import io.memshare.node.NodeStatus;
import io.memshare.replication.Consistency;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreReportTests {

    /** One letter for each node: complete, missed writes, incomplete, unknown, down. */
    private static StoreReport report(String nodes, int redundancy, Consistency consistency) {
        List<NodeReport> reports = new ArrayList<>();
        for (int i = 0; i < nodes.length(); i++) {
            NodeAddress address = new NodeAddress("10.0.0." + (i + 1), 11211);
            VoucherStatus.Kind kind = switch (nodes.charAt(i)) {
                case 'c' -> VoucherStatus.Kind.COMPLETE;
                case 'm' -> VoucherStatus.Kind.INTACT;
                case 'i' -> VoucherStatus.Kind.INCOMPLETE;
                default -> VoucherStatus.Kind.UNKNOWN;
            };
            NodeStatus status = nodes.charAt(i) == 'd'
                    ? NodeStatus.down(address, new NodeFailure(NodeFailure.Kind.UNREACHABLE, "refused"))
                    : NodeStatus.up(address);
            reports.add(new NodeReport(status, NodeRole.MEMBER, kind, null, false, 0, null));
        }
        List<NodeAddress> addresses =
                reports.stream().map(node -> node.status().address()).toList();
        NodeListReport list = new NodeListReport(0, ListState.Phase.STABLE, addresses, addresses, List.of());
        return new StoreReport(reports, redundancy, consistency, list);
    }

    @ParameterizedTest
    @CsvSource({
        "ccc, 3, ALL",
        "cdd, 3, ALL",
        "cid, 3, ALL",
        "iii, 3, ALL",
        "uuu, 3, ALL",
        "iid, 3, NONE",
        "uid, 3, NONE",
        "ddd, 3, NONE",
        "d, 1, NONE",
        "i, 1, ALL",
        "cccdc, 2, ALL",
        "cccdd, 2, SOME",
        "ccidc, 2, SOME",
        "ddddc, 2, SOME",
        "iiddd, 2, SOME",
        "udddd, 2, NONE",
        "cd, 1, SOME"
    })
    void tellsWhichSessionsAreServed(String nodes, int redundancy, Service expected) {
        assertThat(report(nodes, redundancy, Consistency.AVAILABLE).service()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "ccc, 3, ALL",
        "ccd, 3, ALL",
        "cmd, 3, ALL",
        "mmm, 3, ALL",
        "cci, 3, ALL",
        "cdd, 3, NONE",
        "cii, 3, NONE",
        "iii, 3, NONE",
        "ccu, 3, ALL",
        "ccddd, 3, SOME",
        "cccdd, 3, SOME",
        "ccccd, 3, ALL",
        "cdddd, 3, NONE",
        "cccdd, 5, ALL",
        "ccddd, 5, NONE",
        "c, 1, ALL",
        "cd, 1, SOME"
    })
    void tellsWhichSessionsAMajorityServes(String nodes, int redundancy, Service expected) {
        assertThat(report(nodes, redundancy, Consistency.QUORUM).service()).isEqualTo(expected);
    }

    @Test
    void countsNodes() {
        assertThat(report("cciud", 3, Consistency.AVAILABLE).up()).isEqualTo(4);
        assertThat(report("cciud", 3, Consistency.AVAILABLE).complete()).isEqualTo(2);
    }

    @Test
    void aNodeThatIsDownIsNotComplete() {
        NodeStatus down = NodeStatus.down(
                new NodeAddress("10.0.0.1", 11211), new NodeFailure(NodeFailure.Kind.UNREACHABLE, "refused"));
        assertThat(new NodeReport(down, NodeRole.MEMBER, VoucherStatus.Kind.COMPLETE, null, false, 0, null)
                        .isComplete())
                .isFalse();
    }
}
