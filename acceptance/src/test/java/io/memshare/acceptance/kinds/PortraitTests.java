package io.memshare.acceptance.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.acceptance.shop.Beans;
import io.memshare.acceptance.shop.ByLength;
import io.memshare.acceptance.shop.Hierarchies;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PortraitTests {

    @TestFactory
    Stream<DynamicTest> twoExamplesOfAKindLookAlike() {
        return Kinds.all().kinds().stream()
                .map(kind -> DynamicTest.dynamicTest(kind.name(), () -> {
                    List<String> portraits = new ArrayList<>();
                    for (int i = 0; i < 2; i++) {
                        portraits.add(Portrait.of(kind.make()));
                    }
                    assertThat(portraits.get(0)).isEqualTo(portraits.get(1));
                }));
    }

    @Test
    void twoKindsLookDifferent() {
        List<String> portraits = Kinds.all().kinds().stream()
                .filter(kind -> !kind.name().startsWith("kotlin: ")) // its listOf is Arrays.asList, and so on
                .filter(kind ->
                        !kind.name().startsWith("exception") && !kind.name().startsWith("failed login"))
                .map(kind -> Portrait.of(kind.make()))
                .toList();
        assertThat(new HashSet<>(portraits)).hasSizeGreaterThan(portraits.size() * 95 / 100);
    }

    @Test
    void whatEqualsOverlooksIsSeen() {
        assertDifferent(new ArrayList<>(List.of("a")), new LinkedList<>(List.of("a")));
        assertDifferent(new ArrayList<>(List.of("a")), Collections.unmodifiableList(new ArrayList<>(List.of("a"))));
        assertDifferent(new LinkedHashMap<>(16, 0.75f, true), new LinkedHashMap<>(16, 0.75f, false));
        assertDifferent(new TreeMap<>(), new TreeMap<>(Comparator.reverseOrder()));
        assertDifferent(new TreeSet<>(List.of("a")), withComparator());
        assertDifferent(new LinkedHashSet<>(List.of("a", "b")), new LinkedHashSet<>(List.of("b", "a")));
        assertDifferent(new Date(5), new java.sql.Date(5));
        assertDifferent(new Properties(new Properties()), withDefault());
        assertDifferent(new Hierarchies.Renamed(5L, "a", "b"), new Hierarchies.Renamed(5L, "b", "b"));
        assertDifferent(new Beans.NoEquals("a"), new Beans.NoEquals("b"));
    }

    @Test
    void closeValuesAreToldApart() {
        assertDifferent(1, 1L);
        assertDifferent(0.0, -0.0);
        assertDifferent(new BigDecimal("1.0"), new BigDecimal("1.00"));
        assertDifferent(Locale.forLanguageTag("nn-NO"), new Locale("no", "NO", "NY"));
        assertDifferent(new Timestamp(5), new Date(5));
        assertDifferent(Arrays.asList(1, null), Arrays.asList(1, "null"));
        assertDifferent(new Object[] {"a"}, new String[] {"a"});
    }

    @Test
    void sharingIsSeen() {
        List<String> one = new ArrayList<>(List.of("a"));
        Date date = new Date(5);
        assertDifferent(List.of(one, one), List.of(one, new ArrayList<>(one)));
        assertDifferent(List.of(date, date), List.of(date, new Date(5)));
    }

    @Test
    void elementThatItsSetDoesNotFindIsSeen() {
        Beans.Plain bean = new Beans.Plain("a", 1);
        HashSet<Beans.Plain> set = new HashSet<>(List.of(bean));
        bean.setName("b");
        assertDifferent(set, new HashSet<>(List.of(bean)));
    }

    private static TreeSet<String> withComparator() {
        TreeSet<String> set = new TreeSet<>(new ByLength());
        set.add("a");
        return set;
    }

    private static Properties withDefault() {
        Properties defaults = new Properties();
        defaults.setProperty("a", "b");
        return new Properties(defaults);
    }

    private static void assertDifferent(Object one, Object other) {
        assertThat(Portrait.of(one)).isNotEqualTo(Portrait.of(other));
    }
}
