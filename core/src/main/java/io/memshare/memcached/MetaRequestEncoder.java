package io.memshare.memcached;

import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;

/** Encodes requests as memcached's meta commands. Immutable. */
final class MetaRequestEncoder {

    /**
     * The maximum relative time to live. memcached interprets larger numbers as a point in time (its
     * {@code doc/protocol.txt}, "Expiration times"), so longer times must be sent as such.
     */
    private static final long LONGEST_RELATIVE_SECONDS = 30L * 24 * 60 * 60;

    /**
     * The last point in time that memcached accepts: its expiry is a signed 32-bit number of seconds, and an item with
     * a later expiry is dropped at once (memcached 1.6.18). A day is subtracted as a margin. An item that would live
     * longer is kept for as long as there is room.
     */
    private static final long LATEST_EPOCH_SECOND = Integer.MAX_VALUE - 86_400L;

    private static final byte[] SET = ascii("ms ");
    private static final byte[] GET = ascii("mg ");
    private static final byte[] BLANK = ascii(" ");
    private static final byte[] WITH_VALUE = ascii(" v");
    private static final byte[] ASKED = ascii(" c f t");
    private static final byte[] TOKEN = ascii(" c");
    private static final byte[] ADD = ascii(" ME");
    private static final byte[] END = ascii("\r\n");
    private static final int ROOM_BESIDE_KEY = 96;

    private final InstantSource clock;

    MetaRequestEncoder(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Encodes a request.
     *
     * @param request the request
     * @param opaque a number that is returned with the reply
     * @return the bytes to send
     */
    byte[] encode(Request request, long opaque) {
        byte[] key = request.key().bytes();
        MetaLine line = new MetaLine(key.length + ROOM_BESIDE_KEY);
        if (request instanceof Request.Put put) {
            stored(line.put(SET).put(key), put.value(), put.checksum(), put.timeToLive());
            if (put.expected() == Request.Put.NOTHING) {
                line.put(ADD);
            } else {
                line.flag('C', put.expected());
            }
            return withValue(line.flag('O', opaque).ended(), put.value());
        }
        if (request instanceof Request.Set set) {
            stored(line.put(SET).put(key), set.value(), set.checksum(), set.timeToLive());
            return withValue(line.flag('O', opaque).ended(), set.value());
        }
        line.put(GET).put(key);
        if (request instanceof Request.Get get && get.withValue()) {
            line.put(WITH_VALUE);
        }
        line.put(ASKED);
        if (request instanceof Request.Touch touch) {
            line.flag('T', expiry(touch.timeToLive()));
        }
        return line.flag('O', opaque).ended();
    }

    private void stored(MetaLine line, byte[] value, int checksum, TimeToLive timeToLive) {
        line.put(BLANK).number(value.length).put(TOKEN);
        line.flag('F', Integer.toUnsignedLong(checksum)).flag('T', expiry(timeToLive));
    }

    private static byte[] withValue(byte[] command, byte[] value) {
        int length = command.length;
        byte[] bytes = Arrays.copyOf(command, length + value.length + END.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        System.arraycopy(END, 0, bytes, length + value.length, END.length);
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private long expiry(TimeToLive timeToLive) {
        if (timeToLive.isForever()) {
            return 0;
        }
        if (timeToLive.seconds() <= LONGEST_RELATIVE_SECONDS) {
            return timeToLive.seconds();
        }
        long now = clock.instant().getEpochSecond();
        boolean never = timeToLive.seconds() > LATEST_EPOCH_SECOND - now;
        return never ? 0 : now + timeToLive.seconds();
    }
}
