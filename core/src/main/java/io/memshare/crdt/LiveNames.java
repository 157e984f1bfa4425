package io.memshare.crdt;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** A view of the names in a map that have a value. A lookup allocates nothing. */
final class LiveNames extends AbstractSet<String> {

    private final LwwMap map;
    private final int size;

    LiveNames(LwwMap map) {
        this.map = map;
        int live = 0;
        for (int i = nextLive(0); i < map.size(); i = nextLive(i + 1)) {
            live++;
        }
        this.size = live;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean contains(Object name) {
        return name instanceof String text && map.value(text) != null;
    }

    @Override
    public Iterator<String> iterator() {
        return new Iterator<>() {
            private int next = nextLive(0);

            @Override
            public boolean hasNext() {
                return next < map.size();
            }

            @Override
            public String next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                String name = map.name(next);
                next = nextLive(next + 1);
                return name;
            }
        };
    }

    private int nextLive(int from) {
        int index = from;
        while (index < map.size() && map.entry(index).isRemoval()) {
            index++;
        }
        return index;
    }
}
