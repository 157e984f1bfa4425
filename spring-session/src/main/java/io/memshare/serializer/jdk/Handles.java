package io.memshare.serializer.jdk;

import java.util.ArrayList;
import java.util.List;

/** What the references in a stream refer to, in the order in which it appears. */
final class Handles {

    /** Stands for an object that is not yet complete. */
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

    /** Returns what a reference of the stream refers to. */
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

    /** Forgets all but the first ones. */
    void back(int size) {
        assigned.subList(size, assigned.size()).clear();
    }
}
