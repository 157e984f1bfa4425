package io.memshare.memcached;

import io.memshare.node.Connection;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection to a memcached server, served by xmemcached's reactor. Safe for use by several threads. */
final class MemcachedConnection implements Connection, WireSession.Owner {

    /**
     * The space that memcached needs in an item in addition to the value: header, key, token, flags, and the chunks of
     * large items.
     */
    static final int ITEM_OVERHEAD = 1024;

    private static final Reply NO_MEMORY = new Reply.Unavailable(Reply.Reason.OVERLOADED);
    private static final byte[] PING = "mn\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] SETTINGS = "stats settings\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final WireSession session;
    private final MetaRequestEncoder encoder;
    private final LargeReplies largeReplies;
    private final Connection.Listener listener;
    private final AtomicInteger opaque = new AtomicInteger();
    private final CompletableFuture<ServerSettings> settings = new CompletableFuture<>();
    private volatile int itemLimit;

    MemcachedConnection(
            Reactor reactor,
            ByteStream stream,
            MetaRequestEncoder encoder,
            LargeReplies largeReplies,
            Connection.Listener listener) {
        this.encoder = encoder;
        this.largeReplies = largeReplies;
        this.listener = listener;
        this.session = reactor.attach(stream, this);
    }

    /**
     * Sends a ping and queries the server's settings.
     *
     * @param mostBytes the maximum item limit to accept
     * @return the settings; fails with an {@link IOException} if the connection ends before the answer
     */
    CompletableFuture<ServerSettings> handshake(int mostBytes) {
        // Replies arrive in order, and one that cannot be decoded closes the connection, which fails the settings.
        session.write(new WireCommand<>(PING, new PongDecoder(), pong -> {}));
        session.write(new WireCommand<>(SETTINGS, new ServerSettingsDecoder(mostBytes), told -> {
            itemLimit = told.itemLimit();
            settings.complete(told);
        }));
        return settings;
    }

    @Override
    public void send(Request request, CompletableFuture<Reply> reply) {
        long number = Integer.toUnsignedLong(opaque.incrementAndGet());
        MetaReplyDecoder decoder = new MetaReplyDecoder(request, number, itemLimit);
        byte[] bytes;
        try {
            bytes = encoder.encode(request, number);
        } catch (OutOfMemoryError ex) {
            // Nothing was sent here, but requests of the same change may already be under way to other nodes, so do not
            // throw.
            reply.complete(NO_MEMORY);
            return;
        }
        session.write(new WireCommand<>(bytes, decoder::decode, answer -> largeReplies.answer(reply, answer)));
    }

    @Override
    public int largestValue() {
        return Math.max(0, itemLimit - ITEM_OVERHEAD);
    }

    @Override
    public void received() {
        listener.received();
    }

    @Override
    public void closed(String reason) {
        settings.completeExceptionally(new IOException(reason));
        listener.closed(reason);
    }

    @Override
    public void close() {
        session.close("closed by this application");
    }
}
