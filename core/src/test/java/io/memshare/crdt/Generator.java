package io.memshare.crdt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes values from a seed. The values are few and near each other, so that equal names, equal timestamps and equal bytes
 * meet often, and the odd ones (unsigned extremes, surrogates without a partner) are among them.
 */
public final class Generator {

    private static final List<String> LETTERS = List.of(
            "a",
            "b",
            "Z",
            "\u0000",
            "\u007f",
            "\u0080",
            "\u00e9",
            "\u07ff",
            "\u0800",
            "\ud7ff",
            "\ue000",
            "\uffff",
            "\ud800",
            "\udbff",
            "\udc00",
            "\udfff",
            "\ud83d\ude00",
            "\ud800\udc00",
            "\udbff\udfff");
    private static final List<Long> EDGES = List.of(
            0L, 1L, -1L, 63L, 64L, -64L, -65L, 127L, 128L, 16383L, 16384L, 1L << 62, Long.MAX_VALUE, Long.MIN_VALUE);

    private final long seed;
    private final Random random;

    Generator(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** Returns a number from 0 to the limit, without the limit. */
    public int below(int limit) {
        return random.nextInt(limit);
    }

    public long number() {
        return random.nextBoolean() ? EDGES.get(below(EDGES.size())) : random.nextLong() >> below(64);
    }

    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    public HybridTimestamp timestamp() {
        return switch (below(8)) {
            case 0 -> new HybridTimestamp(number());
            case 1 -> HybridTimestamp.of(HybridTimestamp.MAX_MILLIS, below(2));
            default -> HybridTimestamp.of(below(3), below(2));
        };
    }

    public String name() {
        StringBuilder name = new StringBuilder();
        for (int letters = below(4); letters > 0; letters--) {
            name.append(LETTERS.get(below(LETTERS.size())));
        }
        return name.toString();
    }

    public LwwRegister register() {
        return new LwwRegister(timestamp(), below(4) == 0 ? number() : below(3) - 1);
    }

    public LwwMap.Entry entry() {
        byte[] value = switch (below(6)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> new byte[] {(byte) (0x7f + below(2))};
            case 3 -> new byte[] {(byte) (0x7f + below(2)), 0};
            default -> bytes(below(below(9) == 0 ? 300 : 20));
        };
        return new LwwMap.Entry(timestamp(), value);
    }

    public Map<String, LwwMap.Entry> entries() {
        Map<String, LwwMap.Entry> entries = new HashMap<>();
        for (int count = below(12); count > 0; count--) {
            entries.put(name(), entry());
        }
        return entries;
    }

    public LwwMap map() {
        return LwwMap.EMPTY.with(entries());
    }

    @Override
    public String toString() {
        return Long.toString(seed);
    }
}
