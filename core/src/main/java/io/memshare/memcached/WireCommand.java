package io.memshare.memcached;

import com.google.code.yanf4j.buffer.IoBuffer;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import net.rubyeye.xmemcached.command.Command;
import net.rubyeye.xmemcached.command.CommandType;
import net.rubyeye.xmemcached.impl.MemcachedTCPSession;
import org.jspecify.annotations.Nullable;

/**
 * A command that xmemcached's session can queue, merge and write, but with bytes of memshare's own and a future in
 * place of xmemcached's latch.
 *
 * @param <T> the type of the reply
 */
final class WireCommand<T> extends Command {

    private final Decoder<T> decoder;
    private final CompletableFuture<T> reply = new CompletableFuture<>();

    /** Decodes a reply from bytes that arrive in chunks. */
    interface Decoder<T> {

        /** Returns the reply, or null if it is not complete yet. */
        @Nullable T decode(ByteBuffer buffer) throws ProtocolException;
    }

    WireCommand(byte[] bytes, Decoder<T> decoder) {
        // Any non-null type except those that the optimizer rewrites (GET_ONE, GETS_ONE, SET).
        super(CommandType.CAS);
        this.decoder = decoder;
        setIoBuffer(IoBuffer.wrap(bytes));
    }

    CompletableFuture<T> result() {
        return reply;
    }

    /** Consumes the bytes of the reply and returns whether the reply is complete. */
    boolean read(ByteBuffer buffer) throws ProtocolException {
        T answer = decoder.decode(buffer);
        if (answer == null) {
            return false;
        }
        this.reply.complete(answer);
        return true;
    }

    @Override
    public void encode() {
        // The bytes were set by the constructor.
    }

    @Override
    public boolean decode(MemcachedTCPSession session, ByteBuffer buffer) {
        throw new UnsupportedOperationException("replies are read by " + WireSession.class.getSimpleName());
    }

    /** Reveals none of the bytes, because they include keys. */
    @Override
    public String toString() {
        return getClass().getSimpleName();
    }
}
