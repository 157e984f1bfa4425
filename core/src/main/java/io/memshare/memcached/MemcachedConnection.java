package io.memshare.memcached;

import io.memshare.node.Connection;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection to a memcached server over the reactor of xmemcached. Safe for use by several threads. */
final class MemcachedConnection implements Connection, WireSession.Owner {

    /** What memcached needs in an item beside the value: header, key, token, flags, and pieces of large items. */
    static final int ITEM_OVERHEAD = 1024;

    private static final byte[] PING = "mn\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] SETTINGS = "stats settings\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final WireSession session;
    private final MetaRequestEncoder encoder;
    private final Connection.Listener listener;
    private final AtomicInteger opaque = new AtomicInteger();
    private final CompletableFuture<Integer> itemLimit = new CompletableFuture<>();

    MemcachedConnection(
            Reactor reactor, SocketChannel channel, MetaRequestEncoder encoder, Connection.Listener listener)
            throws IOException {
        this.encoder = encoder;
        this.listener = listener;
        this.session = reactor.attach(channel, this);
    }

    /**
     * Sends a ping and asks for the server's item limit.
     *
     * @return the limit in bytes, or fails with an {@link IOException} when the connection ends before the answer
     */
    @SuppressWarnings(
            "FutureReturnValueIgnored") // A command that fails ends the connection, which fails the item limit.
    CompletableFuture<Integer> handshake() {
        WireCommand<Boolean> ping = new WireCommand<>(PING, new PongDecoder());
        WireCommand<Integer> settings = new WireCommand<>(SETTINGS, new ItemLimitDecoder());
        session.write(ping);
        session.write(settings);
        ping.result().thenCombine(settings.result(), (pong, limit) -> itemLimit.complete(limit));
        return itemLimit;
    }

    @Override
    public CompletableFuture<Reply> send(Request request) {
        long number = Integer.toUnsignedLong(opaque.incrementAndGet());
        MetaReplyDecoder decoder = new MetaReplyDecoder(request, number, itemLimit.getNow(0));
        WireCommand<Reply> command = new WireCommand<>(encoder.encode(request, number), decoder::decode);
        session.write(command);
        return command.result();
    }

    @Override
    public int largestValue() {
        return Math.max(0, itemLimit.getNow(0) - ITEM_OVERHEAD);
    }

    @Override
    public void received() {
        listener.received();
    }

    @Override
    public void closed(String reason) {
        itemLimit.completeExceptionally(new IOException(reason));
        listener.closed(reason);
    }

    @Override
    public void close() {
        session.close("closed by this application");
    }
}
