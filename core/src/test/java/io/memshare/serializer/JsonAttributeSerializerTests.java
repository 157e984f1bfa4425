package io.memshare.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.memshare.serializer.shop.Shop;
import io.memshare.serializer.shopping.Trap;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonAttributeSerializerTests extends AttributeSerializerContract {

    @Override
    AttributeSerializer create() {
        return allowing(SHOP);
    }

    private static JsonAttributeSerializer allowing(String... packages) {
        return JsonAttributeSerializer.builder()
                .allowPackages(List.of(packages))
                .build();
    }

    private String json(Object value) {
        return new String(serializer.encode(value), StandardCharsets.UTF_8);
    }

    private void assertRefused(Object value, String... parts) {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> serializer.encode(value))
                    .isInstanceOf(AttributeSerializationException.class)
                    .hasMessageContainingAll(parts);
        }
    }

    private void assertNotRead(String json) {
        assertThatThrownBy(() -> serializer.decode(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(AttributeSerializationException.class);
    }

    @Test
    void theFormIsPlain() {
        assertThat(json("text")).isEqualTo("\"text\"");
        assertThat(json(1)).isEqualTo("1");
        assertThat(json(1L)).isEqualTo("[\"java.lang.Long\",1]");
        assertThat(json(List.of("a", 2L)))
                .isEqualTo("[\"java.util.ImmutableCollections$List12\",[\"a\",[\"java.lang.Long\",2]]]");
        assertThat(json(new Shop.Box(LocalDate.EPOCH)))
                .isEqualTo("{\"@class\":\"io.memshare.serializer.shop.Shop$Box\","
                        + "\"content\":[\"java.time.LocalDate\",\"1970-01-01\"]}");
    }

    @Test
    void keysOfAnUndeclaredTypeHaveToBeStrings() {
        assertRefused(new HashMap<>(Map.of(1, "a")), "keys of type java.lang.Integer", "use String keys");
        assertRefused(new Shop.Box(Map.of(LocalDate.EPOCH, "a")), "keys of type java.time.LocalDate");
        assertRefused(new ArrayList<>(List.of(Map.of(Shop.Color.RED, "a"))), "keys of type");
        assertRefused(Collections.singletonMap(null, "a"), "cannot be encoded");
    }

    @Test
    void keysAreRefusedAlsoWhenTheMapWasSeenWithStringKeysBefore() {
        serializer.encode(new HashMap<>(Map.of("a", 1, "b", 2)));
        assertRefused(new HashMap<>(Map.of(1L, "a", 2L, "b")), "keys of type java.lang.Long");
    }

    @Test
    void optionalsAreReadBackWhereTheyAreDeclared() {
        Shop.WithOptionals full = new Shop.WithOptionals(
                Optional.of("a"), Optional.of(LocalDate.EPOCH), Optional.of(new BigDecimal("1.0")));
        Shop.WithOptionals empty = new Shop.WithOptionals(Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(again(full)).isEqualTo(full);
        assertThat(again(empty)).isEqualTo(empty);
    }

    @Test
    void optionalsAreRefusedWhereTheyAreNotDeclared() {
        serializer.encode(new ArrayList<>(List.of("a")));
        assertRefused(Optional.of("a"), "java.util.Optional would be read back as what it holds");
        assertRefused(Optional.empty(), "java.util.Optional");
        assertRefused(new ArrayList<>(List.of(Optional.of("a"))), "java.util.Optional");
        assertRefused(new Shop.Box(Optional.of(1)), "java.util.Optional");
        assertRefused(new AtomicReference<>("a"), "AtomicReference");
    }

    @Test
    void comparatorsAreRefused() {
        TreeMap<String, Integer> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        assertRefused(map, "java.util.TreeMap with a comparator");
        assertRefused(
                new ArrayList<>(List.of(new TreeSet<>(Collections.reverseOrder()))),
                "java.util.TreeSet with a comparator");
    }

    @Test
    void containersWithFieldsOfTheirOwnAreRefused() {
        assertRefused(new Shop.NamedList(), "Shop$NamedList is a collection or map with fields of its own");
        Shop.NamedList vouched = new Shop.NamedList();
        vouched.add("a");
        AttributeSerializer named = JsonAttributeSerializer.builder()
                .allowTypes(List.of(Shop.NamedList.class.getName()))
                .build();
        assertThat(named.decode(named.encode(vouched))).isEqualTo(vouched);
    }

    @Test
    void typesThatCannotBeMadeAgainAreRefused() {
        assertRefused(new Shop.NoWayBack(1, 2), "Shop$NoWayBack", "would not be read back");
    }

    @Test
    void typesThatCannotBeMadeAgainAreRefusedWhereNoTypeIdNamesThem() {
        assertThat(again(new Shop.Holder(null))).isEqualTo(new Shop.Holder(null));
        assertRefused(new Shop.Holder(new Shop.NoWayBack(1, 2)), "Shop$NoWayBack", "would not be read back");
    }

    @Test
    void typesOfTheJdkThatAreNoPlainValuesAreRefused() {
        assertRefused(new GregorianCalendar(), "java.util.GregorianCalendar", "allow its package or its name");
        assertRefused(new java.io.File("x"), "java.io.File is not allowed");
        assertRefused(new ArrayList<>(List.of("a")).subList(0, 1), "java.util.ArrayList$SubList");
        assertRefused(new Object(), "java.lang.Object is not allowed");
        assertRefused(String.class, "java.lang.Class is not allowed");
        assertRefused(new StringBuilder("x"), "java.lang.StringBuilder");
    }

    @Test
    void numbersWithMoreDigitsThanTheParserTakesAreRefused() {
        serializer.encode(BigInteger.ONE);
        serializer.encode(BigDecimal.ONE);
        assertRefused(BigInteger.TEN.pow(2000), "more than 980 digits");
        assertRefused(new BigDecimal(BigInteger.TEN.pow(1500).add(BigInteger.ONE)), "more than 980 digits");
    }

    @Test
    void emptyMapsOfEnumsKeepTheirKeyType() {
        @SuppressWarnings("unchecked")
        EnumMap<Shop.Color, Object> map = (EnumMap<Shop.Color, Object>) again(new EnumMap<>(Shop.Color.class));
        assertThatCode(() -> map.put(Shop.Color.RED, 1)).doesNotThrowAnyException();
    }

    @Test
    void setsWithoutAnOrderAreWrittenInTheOrderOfTheirElements() {
        Set<String> wide = new HashSet<>(1024);
        wide.addAll(List.of("banana", "apple", "cherry"));
        Set<String> narrow = new HashSet<>(List.of("cherry", "banana", "apple"));
        Map<String, Integer> map = new HashMap<>(1024);
        map.putAll(Map.of("banana", 1, "apple", 2, "cherry", 3));

        assertThat(json(wide)).isEqualTo(json(narrow)).contains("[\"apple\",\"banana\",\"cherry\"]");
        assertThat(json(map)).contains("\"apple\":2,\"banana\":1,\"cherry\":3");
        assertThat(json(Set.of("b", "a", "c"))).contains("[\"a\",\"b\",\"c\"]");
    }

    @Test
    void orderedCollectionsKeepTheirOrder() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", 1);
        map.put("a", 2);
        assertThat(((Map<?, ?>) again(map)).keySet().toString()).isEqualTo("[z, a]");
        assertThat(((Map<?, ?>) again(Collections.unmodifiableMap(map)))
                        .keySet()
                        .toString())
                .isEqualTo("[z, a]");
    }

    @Test
    void listsOfNothingStayUnmodifiable() {
        @SuppressWarnings("unchecked")
        List<Object> list = (List<Object>) again(List.of("a"));
        assertThatThrownBy(() -> list.add("b")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aFieldThatTheTypeDoesNotHaveIsAnErrorAndAMissingOneIsNot() {
        String item = "io.memshare.serializer.shop.Shop$Box";
        assertNotRead("{\"@class\":\"" + item + "\",\"content\":1,\"newer\":2}");
        assertThat(serializer.decode(("{\"@class\":\"" + item + "\"}").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Shop.Box(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"java.io.File\",\"/etc/passwd\"]",
                "[\"java.net.URL\",\"http://localhost/\"]",
                "{\"@class\":\"org.springframework.context.support.ClassPathXmlApplicationContext\",\"configLocation\":\"x\"}",
                "[\"org.springframework.context.support.ClassPathXmlApplicationContext\",\"x\"]",
                "{\"@class\":\"javax.swing.JEditorPane\",\"page\":\"http://localhost/\"}",
                "{\"@class\":\"io.memshare.serializer.shop.Shop$Box\",\"content\":[\"java.io.File\",\"x\"]}",
                "{\"@class\":\"java.util.HashMap\",\"k\":[\"java.io.File\",\"x\"]}",
                "[\"java.util.ArrayList\",[[\"java.io.File\",\"x\"]]]",
                "{\"@class\":\"java.util.HashMap<java.io.File,java.lang.Object>\",\"x\":1}",
                "[\"java.util.ArrayList<java.io.File>\",[\"x\"]]",
                "[\"java.util.EnumSet<java.io.File>\",[\"x\"]]",
                "[\"java.util.EnumSet<io.memshare.serializer.shop.Shop$Color >\",[\"RED\"]]",
                "{\"@class\":\"java.util.EnumMap<io.memshare.serializer.shop.Shop$Color,java.io.File>\",\"RED\":\"x\"}",
                "{\"@class\":\"java.util.EnumMap<java.util.concurrent.TimeUnit,java.util.HashMap<java.io.File,java.io.File>>\"}",
                "[\"[Ljava.io.File;\",[\"x\"]]",
                "[\"[[Ljava.io.File;\",[[\"x\"]]]",
                "[\"[Lorg.springframework.context.support.ClassPathXmlApplicationContext;\",[\"x\"]]",
                "[\"java.lang.Class\",\"java.io.File\"]",
                "[\"java.lang.Object\",1]",
                "{\"@class\":\"java.lang.Object\"}",
                "{\"@class\":\"io.memshare.serializer.shopping.Trap\",\"text\":\"x\"}",
                "{\"@class\":\"io.memshare.serializer.shop.Shop$Box\",\"content\":"
                        + "{\"@class\":\"io.memshare.serializer.shopping.Trap\",\"text\":\"x\"}}",
                "{\"@class\":\"io.memshare.serializer.shop.NoSuchClass\"}",
                "{\"@class\":\"\"}",
                "{\"@class\":\"[\"}",
                "{\"@class\":\"\\r\\n injected\"}",
                "[\"com.sun.rowset.JdbcRowSetImpl\",{}]"
            })
    void typesThatAreNotAllowedAreNotRead(String json) {
        int before = Trap.MADE.get();
        assertNotRead(json);
        assertThat(Trap.MADE).hasValue(before);
    }

    @Test
    void aClassThatIsNotAllowedIsNotEvenLoaded() {
        List<String> asked = new ArrayList<>();
        ClassLoader listening = new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                asked.add(name);
                return super.loadClass(name, resolve);
            }
        };
        AttributeSerializer watched = new JsonAttributeSerializer(
                listening, TypeAllowList.builder().allowPackages(List.of(SHOP)).build());
        asked.clear();
        byte[] trap = "{\"@class\":\"io.memshare.serializer.shopping.Trap\"}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> watched.decode(trap))
                .isInstanceOf(AttributeSerializationException.class)
                .hasMessageContaining("io.memshare.serializer.shopping.Trap is not allowed");
        watched.decode(serializer.encode(new Shop.Box("x")));

        assertThat(asked).contains("io.memshare.serializer.shop.Shop$Box").doesNotContain(Trap.class.getName());
    }

    @Test
    void anAllowedTypeDoesNotAllowThoseWhoseNamesBeginAlike() {
        AttributeSerializer demoOnly = JsonAttributeSerializer.builder()
                .allowTypes(List.of(Shop.class.getName() + "$Demo"))
                .build();
        demoOnly.encode(new Shop.Demo());
        assertThatThrownBy(() -> demoOnly.encode(new Shop.Demo2.Evil()))
                .isInstanceOf(AttributeSerializationException.class)
                .hasMessageContaining("Shop$Demo2$Evil is not allowed");
        byte[] evil = "{\"@class\":\"io.memshare.serializer.shop.Shop$Demo2$Evil\"}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> demoOnly.decode(evil)).isInstanceOf(AttributeSerializationException.class);
    }

    /** An annotation brings a resolver of Jackson's own, which must not lead around the list. */
    public static final class Annotated {
        @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, include = JsonTypeInfo.As.WRAPPER_OBJECT)
        public Object byClass;

        @JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
        public Object byMinimalClass;
    }

    @Test
    void annotatedPropertiesGoThroughTheListToo() {
        AttributeSerializer annotated = JsonAttributeSerializer.builder()
                .allowTypes(List.of(Annotated.class.getName()))
                .build();
        Annotated value = new Annotated();
        value.byClass = LocalDate.EPOCH;
        value.byMinimalClass = new ArrayList<>(List.of(1L));
        Annotated read = (Annotated) annotated.decode(annotated.encode(value));
        assertThat(read.byClass).isEqualTo(LocalDate.EPOCH);
        assertThat(read.byMinimalClass).isEqualTo(List.of(1L));

        value.byClass = new Trap();
        assertThatThrownBy(() -> annotated.encode(value)).hasMessageContaining("Trap is not allowed");
        int before = Trap.MADE.get();
        for (String trap : List.of(
                "\"byClass\":{\"io.memshare.serializer.shopping.Trap\":{}}",
                "\"byMinimalClass\":{\"@c\":\"io.memshare.serializer.shopping.Trap\"}",
                "\"byMinimalClass\":{\"@c\":\".shopping.Trap\"}")) {
            byte[] bytes = ("{\"@class\":\"" + Annotated.class.getName() + "\"," + trap + "}")
                    .getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> annotated.decode(bytes)).isInstanceOf(AttributeSerializationException.class);
        }
        assertThat(Trap.MADE).hasValue(before);
    }

    @Test
    void nestingNearTheLimitIsReadBackAndBeyondItRefused() {
        Object deepest = null;
        for (int depth = 1; depth < 600; depth++) {
            Shop.Node outer = new Shop.Node();
            outer.next = deepest;
            deepest = outer;
            byte[] bytes;
            try {
                bytes = serializer.encode(deepest);
            } catch (AttributeSerializationException ex) {
                assertThat(depth).isGreaterThan(400);
                return;
            }
            assertThat(serializer.decode(bytes)).isInstanceOf(Shop.Node.class);
        }
        assertThat(deepest).as("depth 600 should be refused").isNull();
    }

    @Test
    void deepInputIsRefused() {
        assertNotRead("[\"java.util.ArrayList\",[".repeat(100_000));
        assertNotRead("[".repeat(100_000));
    }

    @Test
    void namesAndStringsOfAnyLengthAreReadBack() {
        String megabyte = "x".repeat(1_000_000);
        assertThat(again(new HashMap<>(Map.of(megabyte, megabyte)))).isEqualTo(Map.of(megabyte, megabyte));
    }

    @Test
    void namesFromTheStoreAreNotQuotedUnlessTheyAreNames() {
        assertThatThrownBy(() -> serializer.decode("[\"s3cret\\nline\",1]".getBytes(StandardCharsets.UTF_8)))
                .satisfies(AttributeSerializerContract::tellsNoSecret)
                .hasMessageContaining("a type with no valid name");
    }

    @Test
    void aNullIsNoValue() {
        assertThatThrownBy(() -> serializer.encode(null)).isInstanceOf(NullPointerException.class);
        assertThat(Arrays.asList(1, null)).isEqualTo(again(Arrays.asList(1, null)));
    }
}
