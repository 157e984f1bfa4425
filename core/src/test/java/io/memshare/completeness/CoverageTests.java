package io.memshare.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.completeness.Voucher.Coverage;
import io.memshare.node.FakeNode;
import io.memshare.node.Reply;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What servers know of the records that others store. */
class CoverageTests {

    @Test
    void theLongestLifetimeAndAllKindsCount() {
        Coverage own = new Coverage(60, Set.of(1L), 3);
        Coverage other = new Coverage(1_800, Set.of(2L), 9);
        assertThat(own.and(other)).isEqualTo(new Coverage(1_800, Set.of(1L, 2L), 3));
        assertThat(other.and(own)).isEqualTo(new Coverage(1_800, Set.of(1L, 2L), 9));
    }

    @Test
    void aServerKnowsWhetherNodesHoldKindsThatItDoesNotStore() {
        KnownKinds both = kinds("words", "numbers");
        KnownKinds one = kinds("words");
        VoucherStatus holdsBoth = new VoucherStatus(
                VoucherStatus.Kind.COMPLETE,
                Voucher.empty(3, 4, new Coverage(60, both.hashes(), 0), List.of()),
                9,
                FakeNode.answering("a", Reply.Miss.MISS));
        assertThat(both.include(List.of(holdsBoth))).isTrue();
        assertThat(one.include(List.of(holdsBoth))).isFalse();
        assertThat(one.include(List.of())).isTrue();
    }

    private static KnownKinds kinds(String... names) {
        KnownKinds kinds = new KnownKinds(new Memory());
        List.of(names).forEach(kinds::add);
        return kinds;
    }
}
