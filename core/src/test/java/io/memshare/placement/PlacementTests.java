package io.memshare.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.memshare.node.FakeNode;
import io.memshare.node.Key;
import io.memshare.node.Replica;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementTests {

    private static final int KEYS = 10_000;

    private static List<Replica> nodes(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> (Replica) FakeNode.named("10." + i + "." + i + "." + i + ":11211"))
                .toList();
    }

    private static Key key(int number) {
        return Key.of("memshare:s:" + number);
    }

    private static List<String> names(List<Replica> nodes) {
        return nodes.stream().map(node -> node.address().host()).toList();
    }

    @Test
    void everyProcessHasTheSamePreferenceLists() {
        // Frozen: another order would move every record of a running installation.
        Placement placement = new Placement(nodes(3), 3);
        assertThat(names(placement.replicas(key(0)))).isEqualTo(List.of("10.2.2.2", "10.3.3.3", "10.1.1.1"));
        assertThat(names(placement.replicas(key(1)))).isEqualTo(List.of("10.2.2.2", "10.3.3.3", "10.1.1.1"));
        assertThat(names(placement.replicas(key(2)))).isEqualTo(List.of("10.1.1.1", "10.2.2.2", "10.3.3.3"));
    }

    @Test
    void theOrderOfTheConfigurationDoesNotMatter() {
        List<Replica> reversed = new ArrayList<>(nodes(5));
        Collections.reverse(reversed);
        Placement one = new Placement(nodes(5), 3);
        Placement other = new Placement(reversed, 3);
        for (int i = 0; i < KEYS; i++) {
            assertThat(names(one.replicas(key(i)))).isEqualTo(names(other.replicas(key(i))));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8})
    void everyRankSpreadsEvenly(int count) {
        Placement placement = new Placement(nodes(count), count);
        for (int rank = 0; rank < count; rank++) {
            Map<String, Integer> held = new HashMap<>();
            for (int i = 0; i < KEYS; i++) {
                held.merge(names(placement.replicas(key(i))).get(rank), 1, Integer::sum);
            }
            double even = (double) KEYS / count;
            // Four standard deviations of a fair draw, 8 % at most.
            double tolerance = 4 * Math.sqrt(even * (1 - 1.0 / count));
            assertThat(held).hasSize(count);
            assertThat(held.values())
                    .allSatisfy(keys -> assertThat(Math.abs(keys - even)).isLessThan(tolerance));
        }
    }

    @Test
    void aNewNodeMovesOnlyWhatItGains() {
        Placement before = new Placement(nodes(4), 2);
        Placement after = new Placement(nodes(5), 2);
        String added = "10.5.5.5";
        int gained = 0;
        for (int i = 0; i < KEYS; i++) {
            List<String> old = names(before.replicas(key(i)));
            List<String> now = names(after.replicas(key(i)));
            if (now.contains(added)) {
                gained++;
                List<String> others = new ArrayList<>(now);
                others.remove(added);
                assertThat(old).startsWith(others.toArray(String[]::new));
            } else {
                assertThat(now).isEqualTo(old);
            }
        }
        assertThat(gained).isBetween(KEYS * 2 / 5 - 300, KEYS * 2 / 5 + 300);
    }

    @Test
    void fewerCopiesAreTheBeginningOfMore() {
        List<Replica> nodes = nodes(6);
        Placement all = new Placement(nodes, 6);
        for (int redundancy = 1; redundancy <= 6; redundancy++) {
            Placement placement = new Placement(nodes, redundancy);
            for (int i = 0; i < 500; i++) {
                List<Replica> replicas = placement.replicas(key(i));
                assertThat(replicas).doesNotHaveDuplicates().hasSize(redundancy);
                assertThat(replicas).isEqualTo(all.replicas(key(i)).subList(0, redundancy));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 4})
    void theNumberOfCopiesIsBounded(int redundancy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Placement(nodes(3), redundancy))
                .withMessageContaining("redundancy " + redundancy);
    }

    @Test
    void aKeyHasOneCopyOnOneNode() {
        List<Replica> one = nodes(1);
        assertThat(new Placement(one, 1).replicas(key(1))).isEqualTo(one);
    }
}
