package io.memshare.serializer.json;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes one value. A value whose type its place does not tell is an array of its type and its contents; a type is named the
 * first time and is a number after that. Strings, booleans and integers of 32 bits tell their types by themselves.
 */
final class ValueWriter {

    /** Deeper values are left to the Java form, which takes less of the stack. */
    private static final int DEEPEST = 200;

    /** Copies of copies could be more than there is memory for. */
    private static final int MOST_COPIES = 1000;

    private final JsonGenerator json;
    private final TypePlans plans;
    private final Map<Class<?>, Integer> named = new HashMap<>(8);
    private final Set<Class<?>> described = new HashSet<>(8);
    private final IdentityHashMap<Object, Object> met = new IdentityHashMap<>(8);
    private int depth;
    private int copies;
    private boolean hasArrays;
    private boolean hasListOfArray;

    ValueWriter(JsonGenerator json, TypePlans plans) {
        this.json = json;
        this.plans = plans;
    }

    JsonGenerator json() {
        return json;
    }

    /** Writes a value of any type. */
    void value(@Nullable Object value) throws UnfaithfulException {
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

    /** Writes a value whose type is known where it is read. */
    void value(@Nullable Object value, TypePlan plan) throws UnfaithfulException {
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

    /** Returns whether this is the first object of a class with fields, whose fields have to be named. */
    boolean describes(Class<?> type) {
        return described.add(type);
    }

    /** Starts an object with contents, which may be in a value only once: JSON would make two of it. */
    void enter(Object container) throws UnfaithfulException {
        meet(container);
        descend(container);
    }

    /** Starts an object that may be copied, since it cannot change: two of it are as good as one. */
    void enterCopied(Object container) throws UnfaithfulException {
        if (met.put(container, container) != null && ++copies > MOST_COPIES) {
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

    void leave() {
        depth--;
    }

    /** Notes an object that can change. */
    void meet(Object mutable) throws UnfaithfulException {
        if (met.put(mutable, mutable) != null) {
            throw new UnfaithfulException(mutable.getClass(), "it is in the value more than once");
        }
    }

    /** Notes an array, which a list may be a view of. */
    void meetArray(Object array) throws UnfaithfulException {
        enter(array);
        hasArrays = true;
        requireNoView(array);
    }

    /** Notes a list that is a view of an array, which may be elsewhere in the value too. */
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
