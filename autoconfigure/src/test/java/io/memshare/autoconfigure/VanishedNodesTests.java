package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.NodeAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class VanishedNodesTests {

    private static final NodeAddress A = NodeAddress.parse("10.0.0.1");
    private static final NodeAddress B = NodeAddress.parse("10.0.0.2");

    private final VanishedNodes nodes = new VanishedNodes();

    @Test
    void aNodeThatIsFoundCountsAtOnce() {
        assertThat(nodes.after(List.of(A))).containsExactly(A);
        assertThat(nodes.after(List.of(A, B))).containsExactlyInAnyOrder(A, B);
    }

    @Test
    void aNodeThatIsMissingCountsForSomeLookupsMore() {
        nodes.after(List.of(A, B));
        for (int i = 1; i < VanishedNodes.MISSING; i++) {
            assertThat(nodes.after(List.of(A))).containsExactlyInAnyOrder(A, B);
        }
        assertThat(nodes.after(List.of(A))).containsExactly(A);
    }

    @Test
    void aNodeThatComesBackInTimeWasNeverAway() {
        nodes.after(List.of(A, B));
        for (int i = 0; i < 10; i++) {
            assertThat(nodes.after(List.of(A))).contains(B);
            assertThat(nodes.after(List.of(A, B))).contains(B);
        }
    }
}
