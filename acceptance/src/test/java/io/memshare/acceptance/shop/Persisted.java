package io.memshare.acceptance.shop;

import java.io.Serializable;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.collection.spi.AbstractPersistentCollection;
import org.hibernate.collection.spi.PersistentBag;
import org.hibernate.collection.spi.PersistentMap;
import org.hibernate.collection.spi.PersistentSet;

/** An entity as Hibernate gives it to the application. */
@SuppressWarnings("unused")
public class Persisted implements Serializable {

    private Long id = 5L;
    private Date changed = new java.sql.Timestamp(1_700_000_000_123L);
    private List<String> items;
    private Set<Long> numbers;
    private Map<String, Integer> prices;

    protected Persisted() {}

    /** An entity whose collections are loaded. */
    public static Persisted loaded() {
        Persisted entity = new Persisted();
        entity.items = loaded(new PersistentBag<>(), "bag", new ArrayList<>(List.of("a", "b")));
        entity.numbers = loaded(new PersistentSet<>(), "set", new HashSet<>(List.of(1L, 2L)));
        entity.prices = loaded(new PersistentMap<>(), "map", new HashMap<>(Map.of("a", 1)));
        return entity;
    }

    /**
     * A collection of Hibernate as it is after its rows were read and its session was closed.
     *
     * @param collection the collection, empty
     * @param field the name of the field that has its content
     * @param content the content
     */
    public static <C extends AbstractPersistentCollection<?>> C loaded(C collection, String field, Object content) {
        try {
            set(collection, field, content);
            if (collection instanceof PersistentBag<?>) {
                set(collection, "collection", content);
            }
            set(collection, "initialized", true);
        } catch (ReflectiveOperationException ex) {
            throw new IllegalStateException(ex);
        }
        return collection;
    }

    private static void set(Object object, String name, Object value) throws ReflectiveOperationException {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    field.set(object, value);
                    return;
                }
            }
        }
        throw new NoSuchFieldException(name);
    }
}
