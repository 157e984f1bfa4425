package io.memshare.acceptance.kinds;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The table of kinds. */
final class Kinds {

    private final Map<String, Kind> byName = new LinkedHashMap<>();

    private Kinds() {}

    /** Returns all kinds, in an order that is always the same. */
    static Kinds all() {
        Kinds kinds = new Kinds();
        JdkValueKinds.addTo(kinds);
        TimeKinds.addTo(kinds);
        ArrayKinds.addTo(kinds);
        CollectionKinds.addTo(kinds);
        MapKinds.addTo(kinds);
        RecordAndEnumKinds.addTo(kinds);
        BeanKinds.addTo(kinds);
        GraphKinds.addTo(kinds);
        HookKinds.addTo(kinds);
        AnnotatedKinds.addTo(kinds);
        ExceptionKinds.addTo(kinds);
        SpringKinds.addTo(kinds);
        LoginKinds.addTo(kinds);
        FederatedLoginKinds.addTo(kinds);
        LibraryKinds.addTo(kinds);
        return kinds;
    }

    void add(String name, Kind.Maker maker) {
        if (byName.put(name, new Kind(name, maker)) != null) {
            throw new IllegalArgumentException("two kinds are called '" + name + "'");
        }
    }

    Kind named(String name) {
        Kind kind = byName.get(name);
        if (kind == null) {
            throw new IllegalArgumentException("no kind is called '" + name + "'");
        }
        return kind;
    }

    Collection<Kind> kinds() {
        return byName.values();
    }

    Set<String> names() {
        return byName.keySet();
    }
}
