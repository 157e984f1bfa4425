package io.memshare.memcached;

import com.google.code.yanf4j.buffer.IoBuffer;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import net.rubyeye.xmemcached.command.Command;
import net.rubyeye.xmemcached.command.CommandType;
import net.rubyeye.xmemcached.impl.MemcachedTCPSession;
import org.jspecify.annotations.Nullable;

/**
 * A command that xmemcached's session can queue, merge and write, but with bytes of memshare's own and a receiver of
 * the reply in place of xmemcached's latch.
 *
 * @param <T> the type of the reply
 */
final class WireCommand<T> extends Command {

    private final Decoder<T> decoder;
    private final Consumer<T> receiver;

    /** Decodes a reply from bytes that arrive in chunks. */
    interface Decoder<T> {

        /** Returns the reply, or null if it is not complete yet. */
        @Nullable T decode(ByteBuffer buffer) throws ProtocolException;
    }

    /**
     * Creates a command.
     *
     * @param bytes the bytes to send
     * @param decoder decodes the reply
     * @param receiver receives the reply; must neither block nor throw
     */
    WireCommand(byte[] bytes, Decoder<T> decoder, Consumer<T> receiver) {
        // Any non-null type except those that the optimizer rewrites (GET_ONE, GETS_ONE, SET).
        super(CommandType.CAS);
        this.decoder = decoder;
        this.receiver = receiver;
        setIoBuffer(IoBuffer.wrap(bytes));
    }

    /** Consumes the bytes of the reply and returns whether the reply is complete. */
    boolean read(ByteBuffer buffer) throws ProtocolException {
        T answer = decoder.decode(buffer);
        if (answer == null) {
            return false;
        }
        receiver.accept(answer);
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
