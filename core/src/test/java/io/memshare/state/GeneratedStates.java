package io.memshare.state;

import io.memshare.crdt.Generator;

/** Makes session states of all kinds. */
final class GeneratedStates {

    private GeneratedStates() {}

    static SessionState any(Generator generate) {
        return switch (generate.below(8)) {
            case 0 -> Deleted.INSTANCE;
            case 1, 2, 3 -> new Moved(generate.timestamp(), generate.name());
            default -> live(generate);
        };
    }

    static Live live(Generator generate) {
        return new Live(millis(generate), generate.register(), millis(generate), generate.map());
    }

    private static long millis(Generator generate) {
        return generate.below(3) == 0 ? generate.number() : generate.below(3);
    }
}
