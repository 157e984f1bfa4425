package io.memshare.serializer.jdk;

import java.util.ArrayList;
import java.util.List;

/** The objects and descriptions that references in a stream refer to, in stream order. */
final class Handles {

    /** Stands for an object that is not complete yet. */
    static final Object OPEN = new Object();

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

    int size() {
        return assigned.size();
    }

    /** Discards all items but the first {@code size}. */
    void back(int size) {
        assigned.subList(size, assigned.size()).clear();
    }
}
