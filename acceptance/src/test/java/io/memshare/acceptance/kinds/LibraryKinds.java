package io.memshare.acceptance.kinds;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.memshare.acceptance.shop.Persisted;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import kotlin.Pair;
import kotlin.Triple;
import kotlin.Unit;
import kotlin.collections.CollectionsKt;
import kotlin.collections.MapsKt;
import kotlin.collections.SetsKt;
import org.hibernate.collection.spi.PersistentBag;
import org.hibernate.collection.spi.PersistentList;
import org.hibernate.collection.spi.PersistentMap;
import org.hibernate.collection.spi.PersistentSet;
import org.hibernate.collection.spi.PersistentSortedMap;
import org.hibernate.collection.spi.PersistentSortedSet;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;
import org.joda.time.LocalDate;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values of libraries that many applications use. */
final class LibraryKinds {

    private LibraryKinds() {}

    static void addTo(Kinds kinds) {
        kotlin(kinds);
        hibernate(kinds);
        kinds.add("joda: DateTime", () -> new DateTime(1_700_000_000_123L, DateTimeZone.forID("Europe/Berlin")));
        kinds.add("joda: LocalDate", () -> new LocalDate(2026, 1, 2));
        kinds.add("guava: ImmutableList", () -> ImmutableList.of("a", 1L));
        kinds.add("guava: ImmutableMap", () -> ImmutableMap.of("a", 1L));
        kinds.add("guava: ArrayListMultimap", () -> {
            ArrayListMultimap<String, Integer> map = ArrayListMultimap.create();
            map.put("a", 1);
            return map;
        });
        kinds.add("vavr: List", () -> io.vavr.collection.List.of("a", "b"));
        kinds.add("vavr: Option", () -> Option.of("a"));
        kinds.add("jackson: tree", () -> JsonNodeFactory.instance.objectNode().put("a", 1));
    }

    private static void kotlin(Kinds kinds) {
        kinds.add("kotlin: Pair", () -> new Pair<>("a", 1L));
        kinds.add("kotlin: Triple", () -> new Triple<>("a", 1L, null));
        kinds.add("kotlin: listOf", () -> CollectionsKt.listOf("a", "b"));
        kinds.add("kotlin: listOf one", () -> CollectionsKt.listOf("a"));
        kinds.add("kotlin: emptyList", CollectionsKt::emptyList);
        kinds.add("kotlin: emptySet", SetsKt::emptySet);
        kinds.add("kotlin: emptyMap", MapsKt::emptyMap);
        kinds.add("kotlin: mapOf", () -> MapsKt.toMap(List.of(new Pair<>("a", 1L), new Pair<>("b", 2L))));
        kinds.add("kotlin: Unit", () -> Unit.INSTANCE);
        kinds.add("kotlin: Pair of lists", () -> new Pair<>(new ArrayList<>(List.of(1L)), CollectionsKt.emptyList()));
    }

    private static void hibernate(Kinds kinds) {
        kinds.add(
                "hibernate: PersistentBag",
                () -> Persisted.loaded(new PersistentBag<>(), "bag", new ArrayList<>(List.of("a"))));
        kinds.add(
                "hibernate: PersistentList",
                () -> Persisted.loaded(new PersistentList<>(), "list", new ArrayList<>(List.of("a"))));
        kinds.add(
                "hibernate: PersistentSet",
                () -> Persisted.loaded(new PersistentSet<>(), "set", new HashSet<>(List.of("a"))));
        kinds.add(
                "hibernate: PersistentMap",
                () -> Persisted.loaded(new PersistentMap<>(), "map", new HashMap<>(Map.of(1L, "a"))));
        kinds.add(
                "hibernate: PersistentSortedSet",
                () -> Persisted.loaded(new PersistentSortedSet<>(), "set", new TreeSet<>(List.of("a"))));
        kinds.add(
                "hibernate: PersistentSortedMap",
                () -> Persisted.loaded(new PersistentSortedMap<>(), "map", new TreeMap<>(Map.of("a", 1L))));
        kinds.add("hibernate: entity with loaded collections", Persisted::loaded);
        kinds.add("hibernate: PersistentBag, not loaded", PersistentBag<String>::new);
    }
}
