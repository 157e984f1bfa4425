package io.memshare.serializer.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.shop.Kinds;
import io.memshare.serializer.shop.Shop;
import io.memshare.serializer.shopping.Receipt;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FieldFormTests extends FormSerializerContract {

    @Override
    AttributeSerializer create() {
        return FormSerializer.builder().allowPackages(List.of(SHOP)).build();
    }

    private String json(Object value) {
        byte[] bytes = serializer.encode(value);
        assertThat(bytes[0]).as("the mark of the form by fields").isEqualTo((byte) 1);
        return new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String json) {
        byte[] text = ("_" + json).getBytes(StandardCharsets.UTF_8);
        text[0] = 1;
        return text;
    }

    private void assertNotRead(String json) {
        assertThatThrownBy(() -> serializer.decode(bytes(json))).isInstanceOf(AttributeSerializationException.class);
    }

    private void assertJava(Object value) {
        assertThat(serializer.encode(value)[0]).as("the mark of the Java form").isEqualTo((byte) 0xAC);
    }

    @Test
    void theFormIsPlain() {
        assertThat(json("text")).isEqualTo("\"text\"");
        assertThat(json(1)).isEqualTo("1");
        assertThat(json(1L)).isEqualTo("[\"java.lang.Long\",1]");
        assertThat(json(List.of("a", 2L, 3L)))
                .isEqualTo("[\"java.util.ImmutableCollections$ListN\",[false,\"a\",[\"java.lang.Long\",2],[1,3]]]");
        assertThat(json(new Shop.Box(LocalDate.EPOCH)))
                .isEqualTo("[\"io.memshare.serializer.shop.Shop$Box\",[[\"content\"],"
                        + "[\"java.time.LocalDate\",\"1970-01-01\"]]]");
        assertThat(json(new Shop.Price(BigDecimal.ONE, null)))
                .isEqualTo("[\"io.memshare.serializer.shop.Shop$Price\",[[\"amount\",\"currency:java.util.Currency\"],"
                        + "[\"java.math.BigDecimal\",\"1\"],null]]");
    }

    @Test
    void keysMayBeOfAnyType() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(1, "int");
        map.put(1L, "long");
        map.put("1", "text");
        map.put(null, "null");
        map.put(LocalDate.EPOCH, "date");
        map.put(Shop.Color.GREEN, "enum");
        map.put(List.of("a"), "list");
        json(map);
        assertThat(again(map)).isEqualTo(map);
    }

    @Test
    void optionalsAreKeptAnywhere() {
        for (Object value : List.of(Optional.of("a"), Optional.empty(), new ArrayList<>(List.of(Optional.of(1L))))) {
            json(value);
            assertThat(again(value)).isEqualTo(value);
        }
        Shop.WithOptionals full = new Shop.WithOptionals(
                Optional.of("a"), Optional.of(LocalDate.EPOCH), Optional.of(new BigDecimal("1.0")));
        assertThat(again(full)).isEqualTo(full);
    }

    @Test
    void comparatorsOfTheJdkAreKept() {
        TreeMap<String, Integer> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        map.put("b", 1);
        map.put("A", 2);
        json(map);
        assertThat(((TreeMap<?, ?>) again(map)).comparator()).isSameAs(String.CASE_INSENSITIVE_ORDER);
        TreeSet<Integer> set = new TreeSet<>(Collections.reverseOrder());
        set.addAll(List.of(1, 3, 2));
        json(set);
        assertThat(again(set)).hasToString("[3, 2, 1]");
        TreeSet<String> own = new TreeSet<>(new Kinds.ByLength());
        own.addAll(List.of("aaa", "b"));
        assertJava(own);
        assertThat(again(own)).hasToString("[b, aaa]");
    }

    @Test
    void theAccessOrderOfAMapIsKept() {
        LinkedHashMap<String, Integer> map = new LinkedHashMap<>(16, 0.75f, true);
        map.put("a", 1);
        map.put("b", 2);
        @SuppressWarnings("unchecked")
        Map<String, Integer> decoded = (Map<String, Integer>) again(map);
        decoded.get("a");
        assertThat(decoded.keySet()).containsExactly("b", "a");
        assertThat(map.keySet()).as("encoding does not touch the map").containsExactly("a", "b");
    }

    @Test
    void whatCannotBeToldByItsFieldsIsInTheJavaForm() {
        List<String> shared = new ArrayList<>(List.of("x"));
        Object[] twice = (Object[]) again(new Object[] {shared, shared});
        assertJava(new Object[] {shared, shared});
        assertThat(twice[0]).isSameAs(twice[1]);

        Shop.Node cycle = new Shop.Node();
        cycle.next = cycle;
        assertJava(cycle);
        Shop.Node decoded = (Shop.Node) again(cycle);
        assertThat(decoded.next).isSameAs(decoded);

        String[] array = {"a"};
        assertJava(new Object[] {array, Arrays.asList(array)});
        assertJava(Collections.unmodifiableList(new ArrayList<>(List.of("a"))));
        assertJava(new Locale("no", "NO", "NY"));
        assertJava(new Shop.PlainList());
        assertJava(new Kinds.Hidden("sub", "super"));
        assertJava(new Kinds.OwnForm("text"));
    }

    @Test
    void aFieldThatIsInAClassAndItsSuperclassIsKept() {
        Kinds.Hidden decoded = (Kinds.Hidden) again(new Kinds.Hidden("sub", "super"));
        assertThat(decoded.texts()).containsExactly("sub", "super");
    }

    @Test
    void constructorsAreNotInTheWay() {
        for (Kinds.Validated value : List.of(new Kinds.Validated("a"), Kinds.Validated.broken())) {
            json(value);
            assertThat(((Kinds.Validated) again(value)).name()).isEqualTo(value.name());
        }
        json(new Kinds.Throwing("a"));
        assertThat(((Kinds.Throwing) again(new Kinds.Throwing("a"))).name()).isEqualTo("a");
        json(new Shop.NoWayBack(1, 2));
        assertThat(((Shop.NoWayBack) again(new Shop.NoWayBack(1, 2))).doubled()).isEqualTo(4);
        assertThat(((Shop.Holder) again(new Shop.Holder(new Shop.NoWayBack(1, 2))))
                        .content()
                        .doubled())
                .isEqualTo(4);
    }

    @Test
    void aFieldThatTheTypeDoesNotHaveIsAnErrorAndAMissingOneIsNot() {
        String box = "io.memshare.serializer.shop.Shop$Box";
        assertNotRead("[\"" + box + "\",[[\"content\",\"newer\"],1,2]]");
        assertNotRead("[\"" + box + "\",[[\"content\",\"content\"],1,2]]");
        assertNotRead("[\"" + box + "\",[[\"content\"],1,2]]");
        assertNotRead("[\"" + box + "\",[[\"content\"]]]");
        assertThat(serializer.decode(bytes("[\"" + box + "\",[[]]]"))).isEqualTo(new Shop.Box(null));
    }

    @Test
    void aFieldWhoseTypeHasChangedIsReadRightlyOrNotAtAll() {
        String box = "io.memshare.serializer.shop.Shop$Box";
        assertThat(serializer.decode(bytes("[\"" + box + "\",[[\"content:long\"],5]]")))
                .isEqualTo(new Shop.Box(5L));
        assertThat(serializer.decode(bytes("[\"" + box + "\",[[\"content:java.time.LocalDate\"],\"1970-01-01\"]]")))
                .isEqualTo(new Shop.Box(LocalDate.EPOCH));
        assertNotRead("[\"io.memshare.serializer.shop.Shop$Voucher\",[[\"value:int\"],5]]");
        assertNotRead("[\"io.memshare.serializer.shop.Shop$Voucher\",[[\"value\"],\"5\"]]");
        assertNotRead("[\"io.memshare.serializer.shop.Shop$Voucher\",[[\"value:long\"],null]]");
    }

    @Test
    void aNullIsKeptWhateverTheTypeOfItsField() {
        json(Kinds.Foreign.none());
        assertThat(again(Kinds.Foreign.none())).isEqualTo(Kinds.Foreign.none());
        Kinds.Foreign.Bean bean = new Kinds.Foreign.Bean();
        bean.name = "other";
        json(bean);
        assertThat(again(bean)).usingRecursiveComparison().isEqualTo(bean);
        bean.state = Receipt.State.PAID;
        assertThatThrownBy(() -> serializer.encode(bean))
                .isInstanceOf(AttributeSerializationException.class)
                .hasMessageContaining("serializer.shopping.Receipt$State: it is not allowed");
    }

    @Test
    void theTypeOfAFieldIsLoadedOnlyForAValue() {
        String box = "[\"io.memshare.serializer.shop.Shop$Box\",[[\"content:";
        assertThat(serializer.decode(bytes(box + Receipt.class.getName() + "\"],null]]")))
                .isEqualTo(new Shop.Box(null));
        assertThat(serializer.decode(bytes(box + "com.example.Removed\"],null]]")))
                .isEqualTo(new Shop.Box(null));
        assertNotRead(box + Receipt.class.getName() + "\"],[[]]]]");
        assertNotRead(box + Receipt.State.class.getName() + "\"],\"PAID\"]]");
        assertNotRead("[\"io.memshare.serializer.shop.Kinds$Foreign\",[[\"state:" + Receipt.State.class.getName()
                + "\"],\"PAID\"]]");
    }

    @Test
    void orderAndMutabilityAreKept() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", 1);
        map.put("a", 2);
        assertThat(((Map<?, ?>) again(map)).keySet()).hasToString("[z, a]");
        assertThat(((Map<?, ?>) again(Collections.unmodifiableMap(map))).keySet())
                .hasToString("[z, a]");
        @SuppressWarnings("unchecked")
        List<Object> list = (List<Object>) again(List.of("a"));
        assertThatThrownBy(() -> list.add("b")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void nullsInListsOfStreamsMayBeAskedFor() {
        assertThat(((List<?>) again(List.of("a", "b", "c").stream().toList())).contains(null))
                .isFalse();
        assertThatThrownBy(() -> ((List<?>) again(List.of("a", "b", "c"))).contains(null))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void textIsKeptToTheLastBit() {
        for (String text : List.of("\uD83D", "\uDE00\uD83D", "\u0000", "\u2028", "x".repeat(1_000_000))) {
            assertThat(again(text)).isEqualTo(text);
        }
        double nan = Double.longBitsToDouble(0x7ff8000000000123L);
        assertThat(Double.doubleToRawLongBits((Double) again(nan))).isEqualTo(0x7ff8000000000123L);
    }

    @Test
    void aTypeThatIsNotSerializableIsKeptByItsFieldsOrNamed() {
        Shop.Holder holder = new Shop.Holder(null);
        assertThat(again(holder)).isEqualTo(holder);
        List<Shop.Holder> shared = new ArrayList<>(List.of(holder));
        assertThatThrownBy(() -> serializer.encode(new Shop.Box(Map.of("k", List.of(shared, shared)))))
                .isInstanceOf(AttributeSerializationException.class)
                .hasMessageContaining("io.memshare.serializer.shop.Shop$Holder, which is content[value 0][0][0] of"
                        + " io.memshare.serializer.shop.Shop$Box, is not Serializable")
                .hasMessageContaining("is not Serializable: let it implement java.io.Serializable, and the value is not"
                        + " stored by its fields (java.util.ArrayList: it is in the value more than once)");
    }

    @Test
    void recordsThatAreInAValueTwiceAreCopiedButNotWithoutEnd() {
        Shop.Item item = item("a");
        List<Object> twice = new ArrayList<>(List.of(item, item));
        json(twice);
        assertThat(again(twice)).isEqualTo(twice);
        Object doubled = item;
        for (int i = 0; i < 40; i++) {
            doubled = new Kinds.Two(doubled, doubled);
        }
        assertJava(doubled);
        assertThat(again(doubled)).isInstanceOf(Kinds.Two.class);
    }

    @Test
    void theFormDependsOnTheValueAloneAndNotOnWhatWasSeenBefore() {
        Shop.Node one = new Shop.Node();
        one.next = "x";
        byte[] first = create().encode(one);
        serializer.encode(new Shop.Box(1));
        Shop.Node cycle = new Shop.Node();
        cycle.next = cycle;
        serializer.encode(cycle);
        assertThat(serializer.encode(one)).isEqualTo(first);
    }

    @Test
    void bothFormsAreAlwaysRead() {
        FormSerializer java = FormSerializer.builder()
                .serialization(Serialization.JDK)
                .allowPackages(List.of(SHOP))
                .build();
        assertThat(java.decode(serializer.encode(item("a")))).isEqualTo(item("a"));
        assertThat(serializer.decode(java.encode(item("a")))).isEqualTo(item("a"));
        assertThatThrownBy(() -> serializer.decode(new byte[] {2, 1}))
                .hasMessageContaining("a form that this version does not know");
    }

    @Test
    void aNullIsNoValue() {
        assertThatThrownBy(() -> serializer.encode(null)).isInstanceOf(NullPointerException.class);
        assertThat(Arrays.asList(1, null)).isEqualTo(again(Arrays.asList(1, null)));
        assertNotRead("null");
        assertThat(again(new HashMap<>())).isEqualTo(Map.of());
    }
}
