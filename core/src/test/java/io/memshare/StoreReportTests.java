package io.memshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.StoreReport.Service;
import io.memshare.completeness.Standing;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeFailure;
import io.memshare.node.NodeStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreReportTests {

    /** One letter for each node: complete, incomplete, unknown, down. */
    private static StoreReport report(String nodes, int redundancy) {
        List<NodeReport> reports = new ArrayList<>();
        for (int i = 0; i < nodes.length(); i++) {
            NodeAddress address = new NodeAddress("10.0.0." + (i + 1), 11211);
            Standing.Kind kind = switch (nodes.charAt(i)) {
                case 'c' -> Standing.Kind.COMPLETE;
                case 'i' -> Standing.Kind.INCOMPLETE;
                default -> Standing.Kind.UNKNOWN;
            };
            NodeStatus status = nodes.charAt(i) == 'd'
                    ? NodeStatus.down(address, new NodeFailure(NodeFailure.Kind.UNREACHABLE, "refused"))
                    : NodeStatus.up(address);
            reports.add(new NodeReport(status, kind, null, false, 0, null));
        }
        return new StoreReport(reports, redundancy);
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
        assertThat(report(nodes, redundancy).service()).isEqualTo(expected);
    }

    @Test
    void countsNodes() {
        assertThat(report("cciud", 3).up()).isEqualTo(4);
        assertThat(report("cciud", 3).complete()).isEqualTo(2);
    }

    @Test
    void aNodeThatIsDownIsNotComplete() {
        NodeStatus down = NodeStatus.down(
                new NodeAddress("10.0.0.1", 11211), new NodeFailure(NodeFailure.Kind.UNREACHABLE, "refused"));
        assertThat(new NodeReport(down, Standing.Kind.COMPLETE, null, false, 0, null).isComplete())
                .isFalse();
    }
}
