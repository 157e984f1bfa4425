package io.memshare.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.NodeAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeListTests {

    private static NodeList list(String nodes, int redundancy, String mode) {
        List<NodeAddress> addresses =
                Stream.of(nodes.split(" ", -1)).map(NodeAddress::parse).toList();
        return NodeList.of(addresses, redundancy, mode.equals("quorum") ? NodeList.QUORUM : NodeList.AVAILABLE);
    }

    @ParameterizedTest
    @CsvSource({
        // every record is on every node, whichever others there are
        "a b c, 3, available, a b c, 3, available, true",
        "a b c, 3, available, a b, 2, available, true",
        "a b c, 3, available, b c, 2, available, false",
        "b c, 2, available, a b c, 3, available, false",
        // with fewer copies a node holds other records
        "a b c, 3, available, a b c, 2, available, false",
        "a b c, 2, available, a b c, 2, available, true",
        "a b c, 2, available, a b d, 2, available, false",
        // under quorum the same holds for any other list
        "a b c, 3, quorum, a b c, 3, quorum, true",
        "a b c, 3, quorum, a b, 2, quorum, false",
        "a b c, 3, quorum, a b c, 3, available, false",
        "a b c, 3, available, a b c, 3, quorum, false"
    })
    void listsAgreeOnANodeThatHoldsTheSameRecordsByBoth(
            String one, int copies, String mode, String other, int otherCopies, String otherMode, boolean agree) {
        assertThat(list(one, copies, mode).agreesOn(NodeAddress.parse("a"), list(other, otherCopies, otherMode)))
                .isEqualTo(agree);
    }
}
