package io.memshare.test.autoconfigure;

import io.memshare.node.Key;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Executes requests like memcached, on a map. Thread-safe. */
final class InMemoryNode {

    /** The maximum value size of a memcached without {@code -I}, as computed by memshare. */
    static final int LARGEST_VALUE = 1023 * 1024;

    private final InstantSource clock;
    private final Map<Key, Item> items = new HashMap<>();
    private long tokens;

    @SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are shared on purpose
    private record Item(byte[] value, int checksum, long token, long expiresAtSecond) {}

    InMemoryNode(InstantSource clock) {
        this.clock = clock;
    }

    synchronized Reply execute(Request request) {
        Item item = items.get(request.key());
        if (item != null && item.expiresAtSecond() <= now()) {
            items.remove(request.key());
            item = null;
        }
        if (request instanceof Request.Put put) {
            return put(put, item);
        }
        if (request instanceof Request.Set set) {
            return store(set.key(), set.value(), set.checksum(), set.timeToLive());
        }
        if (item == null) {
            return Reply.Miss.MISS;
        }
        if (request instanceof Request.Touch touch) {
            items.put(touch.key(), new Item(item.value(), item.checksum(), item.token(), expiry(touch.timeToLive())));
        }
        boolean withValue = request instanceof Request.Get get && get.withValue();
        boolean forever = item.expiresAtSecond() == Reply.FOREVER;
        long left = forever ? Reply.FOREVER : item.expiresAtSecond() - now();
        return new Reply.Hit(item.token(), item.checksum(), left, withValue ? item.value() : null);
    }

    private Reply put(Request.Put put, @Nullable Item held) {
        long token = held == null ? Request.Put.NOTHING : held.token();
        if (put.expected() != token) {
            return Reply.Conflict.CONFLICT;
        }
        return store(put.key(), put.value(), put.checksum(), put.timeToLive());
    }

    private Reply store(Key key, byte[] value, int checksum, TimeToLive timeToLive) {
        tokens++;
        items.put(key, new Item(value, checksum, tokens, expiry(timeToLive)));
        return new Reply.Stored(tokens);
    }

    private long expiry(TimeToLive timeToLive) {
        return timeToLive.isForever() ? Reply.FOREVER : now() + timeToLive.seconds();
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
