package io.memshare.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.replication.Consistency;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyListingTests {

    @ParameterizedTest
    @CsvSource({
        // nodes, copies, consistency, nodes to crawl
        "1, 1, AVAILABLE, 1",
        "2, 2, AVAILABLE, 1",
        "3, 3, AVAILABLE, 1",
        "5, 2, AVAILABLE, 4",
        "3, 1, AVAILABLE, 3",
        "3, 3, QUORUM, 2",
        "5, 5, QUORUM, 3",
        "5, 3, QUORUM, 4"
    })
    void soManyNodesHaveACopyOfEveryRecord(int nodes, int copies, Consistency consistency, int needed) {
        assertThat(KeyListing.needed(nodes, copies, consistency)).isEqualTo(needed);
    }
}
