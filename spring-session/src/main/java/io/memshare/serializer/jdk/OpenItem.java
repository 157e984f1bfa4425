package io.memshare.serializer.jdk;

/**
 * An object whose contents are being read, with the cost of hashing it meanwhile. A reference to it puts it into the
 * objects within it, whose hash tables may hash it before it is complete.
 */
final class OpenItem {

    /** The lock of these objects is usually the object itself, which hashing does not follow. */
    private static final String SYNCHRONIZED = "java.util.Collections$Synchronized";

    private final Class<?> type;
    private long weight = 1;
    private long before = 1;
    private boolean isFilledByCode;

    OpenItem(Class<?> type) {
        this.type = type;
    }

    /** Begins the data of a class of the object: its fields are set when all of them were read. */
    void begin(Class<?> part) {
        before = weight;
        isFilledByCode = ReadHooks.has(part);
    }

    /** Returns what undoes the steps from now on. */
    Runnable mark() {
        long weightNow = weight;
        return () -> weight = weightNow;
    }

    void add(StreamItem item) {
        weight = StreamItem.sum(weight, item.weight());
    }

    /** Returns the weight of what was read of it. */
    long weight() {
        return weight;
    }

    /**
     * Returns the object as seen by a reference to it. An array or a JDK collection that contains itself cannot be
     * hashed: that would take time without end, or until the stack is full.
     *
     * @param isDirect whether the object itself has the reference
     */
    StreamItem referred(boolean isDirect) {
        return new StreamItem(Object.class, referredWeight(isDirect));
    }

    private long referredWeight(boolean isDirect) {
        if (type.isArray()) {
            return StreamItem.MOST;
        }
        if (!HashedByContent.contains(type)) {
            return 1;
        }
        if (type.getName().startsWith("java.")) {
            return isDirect && type.getName().startsWith(SYNCHRONIZED) ? 1 : StreamItem.MOST;
        }
        return isFilledByCode ? weight : before;
    }
}
