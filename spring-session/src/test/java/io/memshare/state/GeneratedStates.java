package io.memshare.state;

import io.memshare.crdt.Generator;
import io.memshare.node.Key;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes session states of all kinds. */
final class GeneratedStates {

    private GeneratedStates() {}

    static SessionState any(Generator generate) {
        return switch (generate.below(8)) {
            case 0 -> Deleted.INSTANCE;
            case 1, 2, 3 -> moved(generate);
            default -> live(generate);
        };
    }

    static Live live(Generator generate) {
        return new Live(millis(generate), generate.register(), millis(generate), generate.map(), origin(generate));
    }

    /** Up to eight successors of twelve keys, so that unions of two or three go beyond the bound. */
    static Moved moved(Generator generate) {
        TreeMap<Key, Successor> successors = new TreeMap<>();
        int count = generate.below(2) == 0 ? 1 : 1 + generate.below(Moved.MOST_SUCCESSORS);
        while (successors.size() < count) {
            Successor successor = new Successor(generate.timestamp(), key(generate));
            successors.putIfAbsent(successor.key(), successor);
        }
        List<Successor> sorted = successors.values().stream().sorted().toList();
        return new Moved(origin(generate), sorted);
    }

    private static Key key(Generator generate) {
        return Key.of("key" + generate.below(12));
    }

    private static @Nullable Origin origin(Generator generate) {
        return generate.below(2) == 0 ? null : new Origin(key(generate), generate.timestamp());
    }

    private static long millis(Generator generate) {
        return generate.below(3) == 0 ? generate.number() : generate.below(3);
    }
}
