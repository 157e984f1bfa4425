package io.memshare.microbenchmarks;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.crdt.LwwRegister;
import io.memshare.state.Live;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Sessions of chosen sizes, the same ones in each run. */
public final class Sessions {

    /** When all of their attributes were written. */
    public static final HybridTimestamp WRITTEN = HybridTimestamp.of(1_800_000_000_000L, 0);

    private static final int INTERVAL_SECONDS = 1800;
    /** Format, kind, times, and the number of attributes. */
    private static final int HEAD = 30;
    /** Length of the name, timestamp, length of the value. */
    private static final int AROUND_ATTRIBUTE = 11;

    private Sessions() {}

    /**
     * Makes a session.
     *
     * @param size as in {@code 20-in-0.3kB}: the number of attributes, and the size of the record in 1000 bytes, about
     */
    public static Live of(String size) {
        int in = size.indexOf("-in-");
        int attributes = Integer.parseInt(size.substring(0, in));
        double bytes = 1000 * Double.parseDouble(size.substring(in + 4, size.length() - 2));
        int room = (int) (bytes - HEAD) / attributes;
        return of(attributes(
                attributes,
                Math.max(1, room - AROUND_ATTRIBUTE - name(attributes, 0).length())));
    }

    /** Returns a session with the given attributes. */
    public static Live of(LwwMap attributes) {
        return new Live(
                WRITTEN.millis(), new LwwRegister(WRITTEN, INTERVAL_SECONDS), WRITTEN.millis() + 1000, attributes);
    }

    /** Returns attributes {@code a0} to the last one, with values of random bytes. */
    public static LwwMap attributes(int count, int bytesEach) {
        return attributes(count, 0, bytesEach);
    }

    /** Returns as many attributes, the first one of which bears another number. */
    static LwwMap attributes(int count, int first, int bytesEach) {
        Random random = new Random(count);
        Map<String, LwwMap.Entry> entries = new HashMap<>();
        for (int i = 0; i < count; i++) {
            byte[] value = new byte[bytesEach];
            random.nextBytes(value);
            entries.put(name(count, first + i), new LwwMap.Entry(WRITTEN, value));
        }
        return LwwMap.EMPTY.with(entries);
    }

    /** Returns the session with its middle attribute set a millisecond later, to other bytes of the same number. */
    public static Live touched(Live live) {
        return touched(live, touch(live.attributes()));
    }

    /** Returns the changed session, as the repository makes it when it saves. */
    static Live touched(Live live, Map<String, LwwMap.Entry> changes) {
        return new Live(
                live.creationMillis(),
                live.maxInactiveSeconds(),
                live.lastAccessedMillis(),
                live.attributes().with(changes).withoutRemovalsBefore(WRITTEN.millis()));
    }

    /** Returns another value for the attribute in the middle. */
    static Map<String, LwwMap.Entry> touch(LwwMap attributes) {
        String name = middle(attributes);
        byte[] old = attributes.value(name);
        byte[] value = old == null ? new byte[1] : old.clone();
        value[0]++;
        return Map.of(name, new LwwMap.Entry(HybridTimestamp.of(WRITTEN.millis() + 1, 0), value));
    }

    static String middle(LwwMap attributes) {
        return attributes.names().stream()
                .skip(attributes.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static String name(int count, int number) {
        int digits = Integer.toString(count - 1).length();
        return String.format("a%0" + digits + "d", number);
    }
}
