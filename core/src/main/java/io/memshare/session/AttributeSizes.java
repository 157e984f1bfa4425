package io.memshare.session;

import io.memshare.session.SessionTooLargeException.AttributeSize;
import io.memshare.state.Live;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells which attributes make a session large. */
final class AttributeSizes {

    private static final int MOST = 3;

    private AttributeSizes() {}

    /** Returns the three largest attributes, the largest first. */
    static List<AttributeSize> largest(Live live) {
        return live.attributes().names().stream()
                .map(name -> new AttributeSize(name, size(live.attributes().value(name))))
                .sorted(Comparator.comparingInt(AttributeSize::bytes).reversed())
                .limit(MOST)
                .toList();
    }

    private static int size(byte @Nullable [] value) {
        return value == null ? 0 : value.length;
    }
}
