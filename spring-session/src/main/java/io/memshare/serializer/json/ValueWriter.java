package io.memshare.serializer.json;

import io.memshare.serializer.HashBudget;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes a single value. If the place of a value does not determine its type, the value is written as an array of its
 * type and its contents. A type is named once and referred to by number afterwards. The JSON of strings, booleans and
 * 32-bit integers implies their type.
 */
final class ValueWriter {

    /** The maximum nesting. Deeper values have the Java form, which uses less stack. */
    private static final int DEEPEST = 200;

    /** The maximum number of copies, because copies of copies could exceed the memory. */
    private static final int MOST_COPIES = 1000;

    private final JsonGenerator json;
    private final TypePlans plans;
    private final Map<Class<?>, Integer> named = new HashMap<>(8);
    private final Set<Class<?>> described = new HashSet<>(8);
    private final HashBudget hashing = new HashBudget();
    private @Nullable Map<Object, Object> met;
    private int depth;
    private int copies;
    private long values;
    private boolean hasArrays;
    private boolean hasListOfArray;

    ValueWriter(JsonGenerator json, TypePlans plans) {
        this.json = json;
        this.plans = plans;
    }

    JsonGenerator json() {
        return json;
    }

    HashBudget hashing() {
        return hashing;
    }

    /** Returns how many values have been written so far, as a reader will count them. */
    long values() {
        return values;
    }

    /** Writes a value of any type. */
    void value(@Nullable Object value) throws UnfaithfulException {
        values++;
        if (value == null) {
            json.writeNull();
            return;
        }
        Class<?> type = value.getClass();
        TypePlan plan = plans.of(type);
        if (TypePlans.tellsItsType(type)) {
            plan.write(value, this);
            return;
        }
        json.writeStartArray();
        type(plans.named(type));
        plan.write(value, this);
        json.writeEndArray();
    }

    /** Writes a value whose type is known to the reader. */
    void value(@Nullable Object value, TypePlan plan) throws UnfaithfulException {
        values++;
        if (value == null) {
            json.writeNull();
        } else {
            plan.write(value, this);
        }
    }

    private void type(Class<?> type) {
        Integer number = named.putIfAbsent(type, named.size());
        if (number == null) {
            json.writeString(type.getName());
        } else {
            json.writeNumber(number);
        }
    }

    /** Returns whether this is the first object of a class with fields, whose field names must be written. */
    boolean describes(Class<?> type) {
        return described.add(type);
    }

    /**
     * Starts an object with contents. It may appear only once in a value, because JSON would restore it as two objects.
     */
    void enter(Object container) throws UnfaithfulException {
        meet(container);
        descend(container);
    }

    /** Starts an object that may be restored as several copies, because it is immutable. */
    void enterCopied(Object container) throws UnfaithfulException {
        if (hasMet(container) && ++copies > MOST_COPIES) {
            throw new UnfaithfulException(container.getClass(), "it is in the value too often");
        }
        descend(container);
    }

    private void descend(Object container) throws UnfaithfulException {
        depth++;
        if (depth > DEEPEST) {
            throw new UnfaithfulException(container.getClass(), "it is nested more than " + DEEPEST + " deep");
        }
    }

    /** Returns whether the next object is inside another one. */
    boolean isInside() {
        return depth > 0;
    }

    void leave() {
        depth--;
    }

    /** Registers a mutable object. */
    void meet(Object mutable) throws UnfaithfulException {
        if (hasMet(mutable)) {
            throw new UnfaithfulException(mutable.getClass(), "it is in the value more than once");
        }
    }

    /** Registers an object, and returns whether it was registered before. Most values have none, hence no map. */
    private boolean hasMet(Object object) {
        Map<Object, Object> objects = met == null ? new IdentityHashMap<>(8) : met;
        met = objects;
        return objects.put(object, object) != null;
    }

    /** Registers an array, which may be the backing array of a list. */
    void meetArray(Object array) throws UnfaithfulException {
        enter(array);
        hasArrays = true;
        requireNoView(array);
    }

    /** Registers a list that is a view of an array, which may appear elsewhere in the value. */
    void meetListOfArray(Object list) throws UnfaithfulException {
        hasListOfArray = true;
        requireNoView(list);
    }

    private void requireNoView(Object value) throws UnfaithfulException {
        if (hasArrays && hasListOfArray) {
            throw new UnfaithfulException(value.getClass(), "a list in the value may be a view of an array in it");
        }
    }
}
