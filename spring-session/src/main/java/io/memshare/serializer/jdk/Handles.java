package io.memshare.serializer.jdk;

import java.util.ArrayList;
import java.util.List;

/** The objects and descriptions that references in a stream refer to, in stream order. */
final class Handles {

    private static final int FIRST = 0x7E0000;

    private final List<Object> assigned = new ArrayList<>();

    int assign(Object referred) {
        assigned.add(referred);
        return assigned.size() - 1;
    }

    void set(int index, Object referred) {
        assigned.set(index, referred);
    }

    /** Returns the item that a reference of the stream refers to. */
    Object referredBy(int reference) {
        int index = reference - FIRST;
        if (index < 0 || index >= assigned.size()) {
            throw new MalformedStreamException("a reference to nothing");
        }
        return assigned.get(index);
    }

    /** Returns what undoes the steps from now on. */
    Runnable mark() {
        int size = assigned.size();
        return () -> assigned.subList(size, assigned.size()).clear();
    }
}
