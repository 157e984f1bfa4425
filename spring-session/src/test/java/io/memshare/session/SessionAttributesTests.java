package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.crdt.LwwMap.Entry;
import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.form.FormSerializer;
import io.memshare.session.SharedSessions.Basket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.session.SaveMode;

class SessionAttributesTests {

    private static final HybridTimestamp THEN = HybridTimestamp.of(1000, 0);
    private static final HybridTimestamp NOW = HybridTimestamp.of(2000, 0);

    private static byte[] bytes(Object value) {
        return SharedSessions.VALUES_AND_BASKETS.encode(value);
    }

    private static LwwMap stored(String name, Object value) {
        return LwwMap.EMPTY.with(Map.of(name, new Entry(THEN, bytes(value))));
    }

    private static SessionAttributes attributes(LwwMap stored, SaveMode mode) {
        return new SessionAttributes(stored, SharedSessions.VALUES, mode, new UnreadableAttributes(), new HashMap<>());
    }

    @ParameterizedTest
    @EnumSource(SaveMode.class)
    void nothingIsChangedAtFirst(SaveMode mode) {
        SessionAttributes attributes = attributes(stored("a", "1"), mode);
        assertThat(attributes.mayHaveChanged()).isFalse();
        assertThat(attributes.changes(NOW)).isEmpty();
        assertThat(attributes.names()).containsExactly("a");
    }

    @ParameterizedTest
    @EnumSource(SaveMode.class)
    void changesBearTheTimestampAndTheNewBytes(SaveMode mode) {
        SessionAttributes attributes = attributes(stored("a", "1"), mode);
        attributes.set("a", "2");
        attributes.set("b", "3");
        assertThat(attributes.mayHaveChanged()).isTrue();
        assertThat(attributes.changes(NOW))
                .containsOnly(Map.entry("a", new Entry(NOW, bytes("2"))), Map.entry("b", new Entry(NOW, bytes("3"))));
    }

    @Test
    void aRemovalIsAnEntryWithoutBytes() {
        SessionAttributes attributes = attributes(stored("a", "1"), SaveMode.ON_SET_ATTRIBUTE);
        attributes.set("a", null);
        attributes.set("never there", null);
        assertThat(attributes.changes(NOW)).containsOnly(Map.entry("a", new Entry(NOW, null)));
        assertThat(attributes.names()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SaveMode.class)
    void whatWasReadAndChangedInPlaceIsAChangeUnlessOnlySetOnesAre(SaveMode mode) {
        SessionAttributes attributes = attributes(stored("list", new ArrayList<>(List.of("a"))), mode);
        @SuppressWarnings("unchecked")
        List<String> list = (List<String>) attributes.get("list");
        assertThat(attributes.changes(NOW)).isEmpty();
        list.add("b");
        if (mode == SaveMode.ON_SET_ATTRIBUTE) {
            assertThat(attributes.changes(NOW)).isEmpty();
        } else {
            assertThat(attributes.changes(NOW)).containsOnly(Map.entry("list", new Entry(NOW, bytes(list))));
        }
    }

    /** As after a change of {@code memshare.session.serialization}: to rewrite it would override a newer change. */
    @ParameterizedTest
    @EnumSource(SaveMode.class)
    void theSameValueInAnotherFormIsNoChange(SaveMode mode) {
        AttributeSerializer present = FormSerializer.builder().build();
        for (Object value : List.of("1", 7, 7L, true, Thread.State.NEW, new ArrayList<>(List.of("a")))) {
            byte[] former = bytes(value);
            assertThat(former).isNotEqualTo(present.encode(value));
            LwwMap stored = LwwMap.EMPTY.with(Map.of("a", new Entry(THEN, former)));
            SessionAttributes read =
                    new SessionAttributes(stored, present, mode, new UnreadableAttributes(), new HashMap<>());
            assertThat(read.get("a")).isEqualTo(value);
            assertThat(read.changes(NOW)).as("%s was read", value).isEmpty();
            SessionAttributes set =
                    new SessionAttributes(stored, present, mode, new UnreadableAttributes(), new HashMap<>());
            set.set("a", value);
            assertThat(set.changes(NOW)).as("%s was set again", value).isEmpty();
        }
    }

    /** Their bytes are equally long and consist of the same bytes, as those of an equal set in another order do. */
    @ParameterizedTest
    @EnumSource(SaveMode.class)
    void aChangeOfTheOrderOfLettersIsAChange(SaveMode mode) {
        for (boolean isReadFirst : List.of(true, false)) {
            SessionAttributes attributes = attributes(stored("a", "12"), mode);
            assertThat(isReadFirst ? attributes.get("a") : "12").isEqualTo("12");
            attributes.set("a", "21");
            assertThat(attributes.changes(NOW)).containsOnly(Map.entry("a", new Entry(NOW, bytes("21"))));
        }
    }

    @ParameterizedTest
    @EnumSource(SaveMode.class)
    void anEqualNumberOfAnotherTypeIsAChange(SaveMode mode) {
        SessionAttributes attributes = attributes(stored("a", 7), mode);
        assertThat(attributes.get("a")).isEqualTo(7);
        attributes.set("a", 7L);
        assertThat(attributes.changes(NOW)).containsOnly(Map.entry("a", new Entry(NOW, bytes(7L))));
    }

    @Test
    void aValueIsDecodedOnce() {
        SessionAttributes attributes = attributes(stored("list", new ArrayList<>()), SaveMode.ON_SET_ATTRIBUTE);
        assertThat(attributes.get("list")).isSameAs(attributes.get("list"));
    }

    @Test
    void afterASaveOnlyNewChangesAreLeft() {
        SessionAttributes attributes = attributes(LwwMap.EMPTY, SaveMode.ON_SET_ATTRIBUTE);
        List<String> list = new ArrayList<>(List.of("a"));
        attributes.set("list", list);
        Map<String, Entry> changes = attributes.changes(NOW);
        attributes.saved(LwwMap.EMPTY.with(changes), changes);
        assertThat(attributes.changes(NOW.next())).isEmpty();
        assertThat(attributes.get("list")).isSameAs(list);
    }

    @ParameterizedTest
    @EnumSource(SaveMode.class)
    void whatAnotherHasChangedMeanwhileIsNotSavedBack(SaveMode mode) {
        SessionAttributes attributes = attributes(stored("a", "1"), mode);
        attributes.get("a");
        LwwMap merged = LwwMap.EMPTY.with(Map.of("a", new Entry(NOW, bytes("of another"))));
        attributes.saved(merged, Map.of());
        assertThat(attributes.changes(NOW.next())).isEmpty();
        assertThat(attributes.get("a")).isEqualTo("of another");
    }

    @Test
    void anOwnChangeThatLostAgainstAnotherIsForgotten() {
        SessionAttributes attributes = attributes(stored("a", "1"), SaveMode.ALWAYS);
        attributes.set("a", "mine");
        Map<String, Entry> changes = attributes.changes(NOW);
        attributes.saved(LwwMap.EMPTY.with(Map.of("a", new Entry(NOW.next(), bytes("of another")))), changes);
        assertThat(attributes.get("a")).isEqualTo("of another");
        assertThat(attributes.changes(NOW.next())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SaveMode.class)
    void whatCannotBeReadIsAbsentAndUnchanged(SaveMode mode) {
        SessionAttributes attributes = attributes(stored("basket", new Basket("apples")), mode);
        assertThat(attributes.get("basket")).isNull();
        assertThat(attributes.names()).isEmpty();
        assertThat(attributes.changes(NOW)).isEmpty();
        attributes.set("basket", "now a text");
        assertThat(attributes.names()).containsExactly("basket");
        assertThat(attributes.get("basket")).isEqualTo("now a text");
    }

    @Test
    void whatCannotBeWrittenIsNamed() {
        SessionAttributes attributes = attributes(LwwMap.EMPTY, SaveMode.ON_SET_ATTRIBUTE);
        attributes.set("basket", new Basket("apples"));
        assertThatExceptionOfType(AttributeSerializationException.class)
                .isThrownBy(() -> attributes.changes(NOW))
                .withMessageStartingWith("session attribute 'basket' cannot be saved")
                .withMessageNotContaining("apples");
    }
}
