package io.memshare.completeness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The fingerprints of the node lists under which application servers use this node, the most recently announced first.
 *
 * @param fingerprints at most {@link #MOST}
 */
record NodeLists(List<Long> fingerprints) implements ControlRecord {

    static final int MOST = 16;
    static final String KIND = "node-lists";
    static final NodeLists NONE = new NodeLists(List.of());

    NodeLists {
        fingerprints = List.copyOf(fingerprints);
    }

    /** Returns the lists with the given list in front; the oldest list is discarded first. */
    NodeLists with(long fingerprint) {
        List<Long> all = new ArrayList<>(fingerprints);
        all.remove(Long.valueOf(fingerprint));
        all.add(0, fingerprint);
        return new NodeLists(all.subList(0, Math.min(MOST, all.size())));
    }

    /** Returns the lists without those that no server announces any more. */
    NodeLists without(Collection<Long> unused) {
        return new NodeLists(fingerprints.stream()
                .filter(fingerprint -> !unused.contains(fingerprint))
                .toList());
    }

    @Override
    public String kind() {
        return KIND;
    }
}
