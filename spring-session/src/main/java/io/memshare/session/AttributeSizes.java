package io.memshare.session;

import io.memshare.crdt.LwwMap;
import io.memshare.session.SessionTooLargeException.AttributeSize;
import io.memshare.state.Live;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the attributes that make a session large. */
final class AttributeSizes {

    private static final int MOST = 3;

    private AttributeSizes() {}

    /** Returns the three largest attributes, the largest first. */
    static List<AttributeSize> largest(Live live) {
        return live.attributes().names().stream()
                .filter(name -> !HiddenAttributes.isHidden(name))
                .map(name -> new AttributeSize(name, size(live.attributes().value(name))))
                .sorted(Comparator.comparingInt(AttributeSize::bytes).reversed())
                .limit(MOST)
                .toList();
    }

    /**
     * Returns the largest changes whose removal would make a session small enough, the largest first.
     *
     * @param changes the attributes that were set or removed
     * @param excess by how many bytes the session is too large
     */
    static List<String> largest(Map<String, LwwMap.Entry> changes, int excess) {
        List<AttributeSize> bySize = changes.entrySet().stream()
                .map(change -> new AttributeSize(
                        change.getKey(), size(change.getValue().value())))
                .sorted(Comparator.comparingInt(AttributeSize::bytes).reversed())
                .toList();
        List<String> largest = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < bySize.size() && bytes < excess; i++) {
            largest.add(bySize.get(i).name());
            bytes += bySize.get(i).bytes();
        }
        return largest;
    }

    private static int size(byte @Nullable [] value) {
        return value == null ? 0 : value.length;
    }
}
