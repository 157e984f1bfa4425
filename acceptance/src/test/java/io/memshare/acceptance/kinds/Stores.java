package io.memshare.acceptance.kinds;

import io.memshare.serializer.form.Serialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The stores of one server: the control and memshare in every form that it has. */
final class Stores implements AutoCloseable {

    static final String CONTROL = "control";

    /** The forms, as {@code memshare.serialization} names them. */
    static final List<String> FORMS = Stream.of(Serialization.values())
            .map(form -> form.name().toLowerCase(Locale.ROOT))
            .toList();

    private final Map<String, Store> byName;

    private Stores(Map<String, Store> byName) {
        this.byName = byName;
    }

    static Stores open(String url, List<String> nodes) {
        Map<String, Store> stores = new LinkedHashMap<>();
        stores.put(CONTROL, Store.control(url));
        FORMS.forEach(form -> stores.put(form, Store.memshare(form, nodes)));
        return new Stores(stores);
    }

    Store named(String name) {
        return byName.get(name);
    }

    Set<String> names() {
        return byName.keySet();
    }

    @Override
    public void close() {
        for (Store store : byName.values()) {
            store.close();
        }
    }
}
