package io.memshare.microbenchmarks;

import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A node that is always up and answers at once from a map, by memcached's rules. For one thread. What it allocates
 * itself: the reply, its future, and for a write the item.
 */
public final class MapNode implements Replica {

    private static final CompletableFuture<Reply> MISS = CompletableFuture.completedFuture(Reply.Miss.MISS);
    private static final CompletableFuture<Reply> CONFLICT = CompletableFuture.completedFuture(Reply.Conflict.CONFLICT);

    private final NodeAddress address;
    private final Map<Key, Item> items = new HashMap<>();
    private long lastToken;

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Item(long token, int checksum, byte[] value, TimeToLive timeToLive) {

        Reply hit(boolean withValue) {
            long secondsLeft = timeToLive.isForever() ? Reply.FOREVER : timeToLive.seconds();
            return new Reply.Hit(token, checksum, secondsLeft, withValue ? value : null);
        }

        Item touched(TimeToLive other) {
            return new Item(token, checksum, value, other);
        }
    }

    private MapNode(NodeAddress address) {
        this.address = address;
    }

    /** Returns empty nodes. */
    public static List<MapNode> listOf(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new MapNode(new NodeAddress("10.1.1." + (i + 1), NodeAddress.DEFAULT_PORT)))
                .toList();
    }

    @Override
    public CompletableFuture<Reply> send(Request request) {
        Item item = items.get(request.key());
        if (request instanceof Request.Put put) {
            return put(put, item);
        }
        if (item == null) {
            return MISS;
        }
        if (request instanceof Request.Touch touch) {
            items.put(touch.key(), item.touched(touch.timeToLive()));
        }
        return CompletableFuture.completedFuture(item.hit(request instanceof Request.Get get && get.withValue()));
    }

    private CompletableFuture<Reply> put(Request.Put put, @Nullable Item item) {
        if (put.expected() != (item == null ? Request.Put.NOTHING : item.token())) {
            return CONFLICT;
        }
        items.put(put.key(), new Item(++lastToken, put.checksum(), put.value(), put.timeToLive()));
        return CompletableFuture.completedFuture(new Reply.Stored(lastToken));
    }

    @Override
    public NodeAddress address() {
        return address;
    }

    @Override
    public io.memshare.node.Channel connection() {
        return this;
    }

    @Override
    public void distrust(io.memshare.node.Channel connection, String reason) {
        throw new IllegalStateException(reason);
    }

    @Override
    public boolean isUp() {
        return true;
    }

    @Override
    public int largestValue() {
        return 1024 * 1024;
    }
}
