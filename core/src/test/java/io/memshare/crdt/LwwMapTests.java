package io.memshare.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memshare.crdt.LwwMap.Entry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class LwwMapTests implements MergeLaws<LwwMap> {

    private static final HybridTimestamp EARLY = HybridTimestamp.of(1000, 0);
    private static final HybridTimestamp LATE = HybridTimestamp.of(2000, 0);

    @Override
    public LwwMap generate(Generator generator) {
        return generator.map();
    }

    @Override
    public LwwMap merge(LwwMap left, LwwMap right) {
        return left.merge(right);
    }

    @ForSeeds
    void doesWhatANaiveMapDoes(Generator generate) {
        Map<String, Entry> first = generate.entries();
        Map<String, Entry> second = generate.entries();
        Map<String, Entry> third = generate.entries();
        Map<String, Entry> expected =
                new NaiveMap().join(first).join(second).join(third).entries();

        LwwMap map = LwwMap.EMPTY.with(first).merge(LwwMap.EMPTY.with(second)).with(third);

        assertThat(entriesOf(map)).isEqualTo(expected);
        assertThat(map.size()).isEqualTo(expected.size());
        assertThat(map.names())
                .containsExactlyInAnyOrderElementsOf(expected.keySet().stream()
                        .filter(name -> !expected.get(name).isRemoval())
                        .toList());
        assertThat(map.latest())
                .isEqualTo(expected.values().stream()
                        .map(Entry::timestamp)
                        .reduce(HybridTimestamp.ZERO, HybridTimestamp::max));
        for (int i = 0; i < 20; i++) {
            String name = generate.name();
            assertThat(map.get(name)).isEqualTo(expected.get(name));
            assertThat(map.value(name))
                    .isEqualTo(expected.containsKey(name) ? expected.get(name).value() : null);
            assertThat(map.names().contains(name)).isEqualTo(map.value(name) != null);
        }
    }

    @ForSeeds
    void keepsNamesInTheirOrder(Generator generate) {
        LwwMap map = generate.map().merge(generate.map());

        assertThat(new ArrayList<>(entriesOf(map).keySet())).isSortedAccordingTo(CodePointOrder.INSTANCE);
        assertThat(new ArrayList<>(map.names())).isSortedAccordingTo(CodePointOrder.INSTANCE);
    }

    @ForSeeds
    void dropsNothingButOldRemovals(Generator generate) {
        LwwMap map = generate.map();
        long limit = generate.below(3);
        Map<String, Entry> expected = entriesOf(map);
        expected.values()
                .removeIf(entry -> entry.isRemoval() && entry.timestamp().millis() < limit);

        LwwMap kept = map.withoutRemovalsBefore(limit);

        assertThat(entriesOf(kept)).isEqualTo(expected);
        assertThat(kept == map).isEqualTo(expected.size() == map.size());
    }

    @Test
    void findsEachOfAThousandNames() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            entries.put("attribute-" + i, value(EARLY, i % 256, i / 256));
        }

        LwwMap map = LwwMap.EMPTY.with(entries);

        assertThat(map.names()).hasSize(1000);
        entries.forEach((name, entry) -> assertThat(map.get(name)).isSameAs(entry));
        assertThat(map.get("attribute-1000")).isNull();
    }

    @Test
    void sharesTheBytesItIsGiven() {
        byte[] bytes = {1, 2};

        assertThat(LwwMap.EMPTY.with(Map.of("a", new Entry(EARLY, bytes))).value("a"))
                .isSameAs(bytes);
    }

    @Test
    void aRemovalIsAWrite() {
        LwwMap written = LwwMap.EMPTY.with(Map.of("a", value(EARLY, 1)));
        LwwMap removed = written.with(Map.of("a", new Entry(LATE, null)));

        assertThat(removed.value("a")).isNull();
        assertThat(removed.names()).isEmpty();
        assertThat(removed.size()).isEqualTo(1);
        assertThat(removed.latest()).isEqualTo(LATE);
        assertThat(removed.with(Map.of("a", value(EARLY, 1)))).isSameAs(removed);
        assertThat(written.merge(removed)).isSameAs(removed);
    }

    @Test
    void ofTwoWritesAtTheSameTimeTheLargerBytesWin() {
        Entry removal = new Entry(EARLY, null);
        List<Entry> ascending =
                List.of(removal, value(EARLY), value(EARLY, 0), value(EARLY, 0x7f, 0xff), value(EARLY, 0x80));

        for (int i = 1; i < ascending.size(); i++) {
            assertThat(ascending.get(i - 1).merge(ascending.get(i))).isSameAs(ascending.get(i));
            assertThat(ascending.get(i).merge(ascending.get(i - 1))).isSameAs(ascending.get(i));
        }
    }

    @Test
    void changesThatAddNothingLeaveTheSameMap() {
        LwwMap map = LwwMap.EMPTY.with(Map.of("a", value(EARLY, 1), "b", value(LATE, 2)));

        assertThat(map.with(Map.of())).isSameAs(map);
        assertThat(map.with(Map.of("a", value(EARLY, 1)))).isSameAs(map);
        assertThat(map.with(Map.of("b", value(EARLY, 9)))).isSameAs(map);
        assertThat(map.merge(LwwMap.EMPTY)).isSameAs(map);
        assertThat(LwwMap.EMPTY.merge(map)).isSameAs(map);
    }

    @Test
    void namesCannotBeRemovedThroughTheSet() {
        Iterator<String> names =
                LwwMap.EMPTY.with(Map.of("a", value(EARLY, 1))).names().iterator();

        assertThat(names.next()).isEqualTo("a");
        assertThatThrownBy(names::remove).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(names::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aBuilderRefusesNamesOutOfOrder() {
        LwwMap.Builder builder = LwwMap.builder(3);

        assertThat(builder.append("b", value(EARLY, 1))).isTrue();
        assertThat(builder.append("a", value(EARLY, 2))).isFalse();
        assertThat(builder.append("b", value(LATE, 3))).isFalse();
        assertThat(builder.append("c", value(EARLY, 4))).isTrue();
        assertThat(builder.build()).isEqualTo(LwwMap.EMPTY.with(Map.of("b", value(EARLY, 1), "c", value(EARLY, 4))));
    }

    @Test
    void equalsByTimestampAndBytes() {
        assertThat(value(EARLY, 1)).isEqualTo(value(EARLY, 1)).hasSameHashCodeAs(value(EARLY, 1));
        assertThat(value(EARLY, 1)).isNotEqualTo(value(LATE, 1)).isNotEqualTo(value(EARLY, 2));
        assertThat(value(EARLY)).isNotEqualTo(new Entry(EARLY, null));
        assertThat(LwwMap.EMPTY.with(Map.of("a", value(EARLY, 1))))
                .isNotEqualTo(LwwMap.EMPTY.with(Map.of("b", value(EARLY, 1))));
    }

    @Test
    void printsNoContent() {
        LwwMap map = LwwMap.EMPTY.with(Map.of("secret", value(EARLY, 42, 43), "gone", new Entry(LATE, null)));

        assertThat(map).hasToString("LwwMap[1 names, 1 removed]");
        assertThat(map.get("secret")).hasToString("Entry[1000+0, 2 bytes]");
        assertThat(map.get("gone")).hasToString("Entry[2000+0, removed]");
    }

    private static Entry value(HybridTimestamp timestamp, int... bytes) {
        byte[] value = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            value[i] = (byte) bytes[i];
        }
        return new Entry(timestamp, value);
    }

    private static Map<String, Entry> entriesOf(LwwMap map) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        map.forEach(entries::put);
        return entries;
    }
}
