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

    private void look(double seconds, NodeStatus... nodes) {
        report.look(List.of(nodes), (long) (seconds * Duration.ofSeconds(1).toNanos()));
    }

    @Test
    void saysNothingWhileOneOfTheNodesIsUp() {
        look(1, UP, DOWN);
        look(100, UP, DOWN);
        assertThat(log.text()).isEmpty();
    }

    @Test
    void reportsAStartWithoutAnyNodeOnceAndItsEndOnce() {
        look(1, DOWN, DOWN);
        look(4.9, DOWN, DOWN);
        assertThat(log.text()).isEmpty();
        look(5, DOWN, DOWN);
        look(60, DOWN, DOWN);
        assertThat(log.lines().stream().filter(line -> line.contains("ERROR")))
                .singleElement()
                .asString()
                .contains("no memcached node has been up for 5 s")
                .contains("10.0.0.2:11211: refused; 10.0.0.2:11211: refused");
        look(90, UP, DOWN);
        look(91, UP, DOWN);
        assertThat(log.lines().stream().filter(line -> line.contains("up again after 90 s")))
                .hasSize(1);
    }

    @Test
    void aLaterOutageIsCountedFromItsOwnBeginning() {
        look(1, UP);
        look(100, DOWN);
        look(104, DOWN);
        assertThat(log.text()).isEmpty();
        look(106, DOWN);
        assertThat(log.text()).contains("no memcached node has been up for 6 s");
    }

    @Test
    void aNodeThatCameBackInTimeIsNotReported() {
        look(1, UP);
        look(100, DOWN);
        look(104, UP);
        look(105, DOWN);
        look(109, DOWN);
        assertThat(log.text()).isEmpty();
    }
}
