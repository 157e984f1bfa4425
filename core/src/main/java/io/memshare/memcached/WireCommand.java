package io.memshare.memcached;

import com.google.code.yanf4j.buffer.IoBuffer;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import net.rubyeye.xmemcached.command.Command;
import net.rubyeye.xmemcached.command.CommandType;
import net.rubyeye.xmemcached.impl.MemcachedTCPSession;
import org.jspecify.annotations.Nullable;

/**
 * A command as xmemcached's session queues, merges and writes it, with bytes of our own and a future in place of its latch.
 *
 * @param <T> what the reply is
 */
final class WireCommand<T> extends Command {

    private final Decoder<T> decoder;
    private final CompletableFuture<T> reply = new CompletableFuture<>();

    /** Reads a reply from bytes that arrive in pieces. */
    interface Decoder<T> {

        /** Returns the reply, or null as long as it is not complete. */
        @Nullable T decode(ByteBuffer buffer) throws ProtocolException;
    }

    WireCommand(byte[] bytes, Decoder<T> decoder) {
        // Any type but the ones which the optimizer rewrites (GET_ONE, GETS_ONE, SET); it must not be null.
        super(CommandType.CAS);
        this.decoder = decoder;
        setIoBuffer(IoBuffer.wrap(bytes));
    }

    CompletableFuture<T> result() {
        return reply;
    }

    /** Takes what belongs to the reply; returns whether the reply is complete. */
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
        // The bytes are there from the beginning.
    }

    @Override
    public boolean decode(MemcachedTCPSession session, ByteBuffer buffer) {
        throw new UnsupportedOperationException("replies are read by " + WireSession.class.getSimpleName());
    }

    /** Says nothing of the bytes, in which there are keys. */
    @Override
    public String toString() {
        return getClass().getSimpleName();
    }
}
