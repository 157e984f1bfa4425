package io.memshare.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Key;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyWindowTests {

    private static List<Key> keys(int count) {
        return new ArrayList<>(
                IntStream.range(0, count).mapToObj(i -> Key.of("k" + i)).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 99, 100, 101})
    void windowAfterWindowShowsEveryKeyOnce(int room) {
        List<Key> keys = keys(100);
        List<Key> seen = new ArrayList<>();
        Random random = new Random(room);
        @Nullable Key after = null;
        do {
            KeyWindow window = new KeyWindow(after, room);
            Collections.shuffle(keys, random);
            keys.forEach(window::add);
            assertThat(window.keys()).hasSizeLessThanOrEqualTo(room);
            seen.addAll(window.keys());
            after = window.next();
        } while (after != null);
        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void aKeyIsThereOnce() {
        KeyWindow window = new KeyWindow(null, 10);
        window.add(Key.of("a"));
        window.add(Key.of("a"));
        assertThat(window.keys()).containsExactly(Key.of("a"));
    }

    @Test
    void keysTellHowMuchIsDone() {
        KeyWindow window = new KeyWindow(null, 1000);
        keys(1000).forEach(window::add);
        List<Integer> percents = window.keys().stream().map(KeyWindow::percent).toList();
        assertThat(percents).isSorted().allMatch(percent -> percent >= 0 && percent <= 100);
        assertThat(percents.get(500)).isBetween(40, 60);
    }
}
