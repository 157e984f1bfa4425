package io.memshare.serializer.jdk;

import io.memshare.serializer.HashBudget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the keys of the hash tables that a stream creates. */
final class HashTables {

    /** The stream replacement of the immutable collections, which contains their elements or their keys and values. */
    private static final String IMMUTABLE = "java.util.CollSer";

    /** The bits of its field that tell the kind of collection. */
    private static final int KIND = 0xFF;

    private static final int LIST = 1;
    private static final int MAP = 3;
    private static final int LIST_WITH_NULLS = 4;

    private final HashBudget budget = new HashBudget();

    /**
     * Counts the keys if the class is a hash table.
     *
     * @param part the class that wrote the objects, possibly a superclass of the object's class
     * @param field the field of a class whose only field is a number
     * @param written the objects that its write method wrote
     */
    void count(Class<?> part, int field, List<StreamItem> written) {
        if (part == HashMap.class || part == ConcurrentHashMap.class) {
            count(budget.table(true), keys(written));
        } else if (part == HashSet.class) {
            count(budget.table(true), written);
        } else if (part == Hashtable.class) {
            count(budget.table(false), keys(written));
        } else if (part.getName().equals(IMMUTABLE)) {
            countImmutable(field & KIND, written);
        }
    }

    private void countImmutable(int kind, List<StreamItem> written) {
        if (kind == MAP) {
            count(budget.table(false), keys(written));
        } else if (kind != LIST && kind != LIST_WITH_NULLS) {
            count(budget.table(false), written);
        }
    }

    private static List<StreamItem> keys(List<StreamItem> keysAndValues) {
        List<StreamItem> keys = new ArrayList<>(keysAndValues.size() / 2);
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            keys.add(keysAndValues.get(i));
        }
        return keys;
    }

    private static void count(HashBudget.Table table, List<StreamItem> keys) {
        for (StreamItem key : keys) {
            table.add(key.type(), key.weight());
        }
    }
}
