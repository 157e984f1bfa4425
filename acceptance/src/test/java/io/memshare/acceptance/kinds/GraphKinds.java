package io.memshare.acceptance.kinds;

import io.memshare.acceptance.shop.Beans;
import io.memshare.acceptance.shop.Graphs;
import io.memshare.acceptance.shop.Records;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Objects that refer to each other. */
final class GraphKinds {

    private GraphKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("graph: bean that refers to itself", () -> {
            Graphs.Node node = new Graphs.Node("a");
            return node.to(node);
        });
        kinds.add("graph: two beans that refer to each other", () -> {
            Graphs.Node node = new Graphs.Node("a");
            return node.to(new Graphs.Node("b").to(node));
        });
        kinds.add(
                "graph: parent and children",
                () -> new Graphs.Parent().with("a").with("b"));
        kinds.add(
                "graph: parent and children in a set",
                () -> new Graphs.Owner(1L).with(2L).with(3L));
        kinds.add("graph: chain of 100", () -> Graphs.chain(100));
        kinds.add("graph: chain of 300", () -> Graphs.chain(300));
        kinds.add("graph: tree of 255", () -> Graphs.Tree.of(7));
        kinds.add("graph: shared in a bean", Graphs.Shared::new);
        kinds.add("graph: one bean twice in a list", () -> {
            Beans.Plain one = new Beans.Plain("a", 1);
            return new ArrayList<>(List.of(one, one));
        });
        kinds.add("graph: one list twice in List.of", () -> {
            List<String> one = new ArrayList<>(List.of("a"));
            return List.of(one, one);
        });
        kinds.add("graph: one bean as key and value", () -> {
            Beans.Plain one = new Beans.Plain("a", 1);
            return new HashMap<>(Map.of(one, one));
        });
        kinds.add("graph: one bean in a list and in a map", () -> {
            Beans.Plain one = new Beans.Plain("a", 1);
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("list", new ArrayList<>(List.of(one)));
            map.put("selected", one);
            return map;
        });
        kinds.add("graph: one bean twice in a record", () -> {
            Beans.Plain one = new Beans.Plain("a", 1);
            return new Records.Paid(new Records.Cash(), new Object[] {one, one});
        });
        kinds.add("graph: one record twice in a list", () -> {
            Records.Point one = new Records.Point(1, 2);
            return new ArrayList<>(List.of(one, one));
        });
        kinds.add("graph: one record with a list twice in a list", () -> {
            Records.Box<List<String>> one = new Records.Box<>(new ArrayList<>(List.of("a")));
            return new ArrayList<>(List.of(one, one));
        });
        kinds.add("graph: list through its own wrapper", () -> {
            List<Object> list = new ArrayList<>();
            list.add(Collections.unmodifiableList(list));
            return list;
        });
        kinds.add("graph: record that refers to itself by a list", () -> {
            List<Object> list = new ArrayList<>();
            Records.Box<List<Object>> box = new Records.Box<>(list);
            list.add(list);
            list.add("x");
            return box;
        });
    }
}
