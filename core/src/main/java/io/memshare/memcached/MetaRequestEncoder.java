package io.memshare.memcached;

import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** Writes requests as memcached's meta commands. Immutable. */
final class MetaRequestEncoder {

    /**
     * Longer times to live are taken for a point in time by memcached (its {@code doc/protocol.txt}, "Expiration times"), so
     * they have to be sent as one.
     */
    private static final long LONGEST_RELATIVE_SECONDS = 30L * 24 * 60 * 60;

    /**
     * The last point in time that memcached takes: its expiry is a signed 32-bit number of seconds, and an item that is to
     * expire later is gone at once (memcached 1.6.18). Less a day as a margin; an item that would live longer is kept for as
     * long as there is room.
     */
    private static final long LATEST_EPOCH_SECOND = Integer.MAX_VALUE - 86_400L;

    private final InstantSource clock;

    MetaRequestEncoder(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Encodes a request.
     *
     * @param request the request
     * @param opaque a number that comes back with the reply
     * @return the bytes to send
     */
    byte[] encode(Request request, long opaque) {
        if (request instanceof Request.Put put) {
            return put(put, opaque);
        }
        if (request instanceof Request.Touch touch) {
            return line("mg ", touch, " c f t T" + expiry(touch.timeToLive()) + " O" + opaque);
        }
        Request.Get get = (Request.Get) request;
        return line("mg ", get, get.withValue() ? " v c f t O" + opaque : " c f t O" + opaque);
    }

    private byte[] put(Request.Put put, long opaque) {
        String condition = put.expected() == Request.Put.NOTHING ? " ME" : " C" + put.expected();
        String flags = " " + put.value().length + " c F" + Integer.toUnsignedString(put.checksum()) + " T"
                + expiry(put.timeToLive()) + condition + " O" + opaque;
        byte[] command = line("ms ", put, flags);
        return ByteBuffer.allocate(command.length + put.value().length + 2)
                .put(command)
                .put(put.value())
                .put((byte) '\r')
                .put((byte) '\n')
                .array();
    }

    private static byte[] line(String verb, Request request, String flags) {
        byte[] key = request.key().bytes();
        byte[] rest = flags.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(verb.length() + key.length + rest.length + 2)
                .put(verb.getBytes(StandardCharsets.ISO_8859_1))
                .put(key)
                .put(rest)
                .put((byte) '\r')
                .put((byte) '\n')
                .array();
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
