package io.memshare.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.completeness.Voucher.Condition;
import io.memshare.completeness.Voucher.Coverage;
import io.memshare.node.NodeAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvictionsTests {

    private static final NodeAddress NODE = NodeAddress.parse("a");

    private final List<NodeAddress> told = new ArrayList<>();
    private final Evictions evictions = new Evictions(new CompletenessListener() {
        @Override
        public void evicts(NodeAddress node) {
            told.add(node);
        }
    });

    /** Returns the voucher of a node that had evicted 5 items when it became what it is. */
    private static Voucher voucher(Condition condition) {
        return new Voucher(condition, 1, 1, Set.of(), true, new Coverage(60, Set.of(), 5), Set.of(), Map.of());
    }

    @Test
    void aNodeEvictsIfItsCountHasGrownSinceItsVoucher() {
        assertThat(evictions.isEvicting(NODE, voucher(Condition.COMPLETE))).isFalse();
        evictions.counted(NODE, 5);
        assertThat(evictions.isEvicting(NODE, voucher(Condition.COMPLETE))).isFalse();
        evictions.counted(NODE, 6);
        assertThat(evictions.isEvicting(NODE, voucher(Condition.COMPLETE))).isTrue();
        assertThat(evictions.isEvicting(NODE, voucher(Condition.INTACT))).isTrue();
        assertThat(evictions.isEvicting(NODE, voucher(Condition.EMPTIED))).isFalse();
    }

    /** Its new voucher would hold the count of the former process, and hide as many evictions. */
    @Test
    void theCountOfANodeThatLostItsMemoryIsForgotten() {
        evictions.counted(NODE, 6);
        evictions.forget(NODE);
        assertThat(evictions.count(NODE)).isZero();
        evictions.counted(NODE, 1);
        assertThat(told).isEmpty();
    }

    @Test
    void growthIsToldAndARestartIsNot() {
        evictions.counted(NODE, 5);
        evictions.counted(NODE, 5);
        evictions.counted(NODE, 0);
        assertThat(told).isEmpty();
        evictions.counted(NODE, 1);
        assertThat(told).containsExactly(NODE);
    }
}
