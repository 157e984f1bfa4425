package io.memshare.serializer.jdk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The classes and objects that an inspection met, in stream order, each with the position where it ends. Reading must
 * meet the same ones at the same positions: otherwise a part of the stream would be read that was not inspected.
 */
final class Trail {

    /** Stands for an object in place of the name of a class. */
    static final String OBJECT = "";

    private static final int USUAL_SIZE = 16;

    private final List<String> names = new ArrayList<>(USUAL_SIZE);
    private int[] ends = new int[USUAL_SIZE];

    /**
     * Adds a class or an object.
     *
     * @param name the name of the class, or {@link #OBJECT}
     * @param end the position after the object, or after the fields in the description of the class
     */
    void add(String name, int end) {
        if (names.size() == ends.length) {
            ends = Arrays.copyOf(ends, 2 * ends.length);
        }
        ends[names.size()] = end;
        names.add(name);
    }

    int size() {
        return names.size();
    }

    /** Returns what undoes the steps from now on. */
    Runnable mark() {
        int size = names.size();
        return () -> names.subList(size, names.size()).clear();
    }

    /**
     * Returns whether the inspection met the same.
     *
     * @param index how many classes and objects were read before
     * @param position how many bytes were read; one more if code has looked for further data
     */
    boolean has(int index, String name, int position) {
        return index < names.size()
                && names.get(index).equals(name)
                && (position == ends[index] || position == ends[index] + 1);
    }
}
