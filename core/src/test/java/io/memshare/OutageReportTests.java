package io.memshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.NodeAddress;
import io.memshare.node.NodeFailure;
import io.memshare.node.NodeStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutageReportTests {

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private static final NodeStatus UP = NodeStatus.up(new NodeAddress("10.0.0.1", 11211));
    private static final NodeStatus DOWN = NodeStatus.down(
            new NodeAddress("10.0.0.2", 11211), new NodeFailure(NodeFailure.Kind.UNREACHABLE, "refused"));

    private final OutageReport report = new OutageReport(0);

    private void check(double seconds, NodeStatus... nodes) {
        report.check(List.of(nodes), (long) (seconds * Duration.ofSeconds(1).toNanos()));
    }

    @Test
    void saysNothingWhileOneOfTheNodesIsUp() {
        check(1, UP, DOWN);
        check(100, UP, DOWN);
        assertThat(log.text()).isEmpty();
    }

    @Test
    void reportsAStartWithoutAnyNodeOnceAndItsEndOnce() {
        check(1, DOWN, DOWN);
        check(4.9, DOWN, DOWN);
        assertThat(log.text()).isEmpty();
        check(5, DOWN, DOWN);
        check(60, DOWN, DOWN);
        assertThat(log.lines().stream().filter(line -> line.contains("ERROR")))
                .singleElement()
                .asString()
                .contains("no memcached node has been up for 5 s")
                .contains("10.0.0.2:11211: refused; 10.0.0.2:11211: refused");
        check(90, UP, DOWN);
        check(91, UP, DOWN);
        assertThat(log.lines().stream().filter(line -> line.contains("up again after an outage of 90 s")))
                .hasSize(1);
    }

    @Test
    void aLaterOutageIsCountedFromItsOwnBeginning() {
        check(1, UP);
        check(100, DOWN);
        check(104, DOWN);
        assertThat(log.text()).isEmpty();
        check(106, DOWN);
        assertThat(log.text()).contains("no memcached node has been up for 6 s");
    }

    @Test
    void aNodeThatCameBackInTimeIsNotReported() {
        check(1, UP);
        check(100, DOWN);
        check(104, UP);
        check(105, DOWN);
        check(109, DOWN);
        assertThat(log.text()).isEmpty();
    }
}
