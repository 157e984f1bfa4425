package io.memshare.memcached;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The bytes of a non-blocking connection, in plain text or over TLS. A single thread may read and a single thread may
 * write at a time; they may be different threads.
 */
interface ByteStream {

    /** Returns the underlying channel, for selectors. Closing it ends the connection. */
    SocketChannel channel();

    /**
     * Reads the bytes that have arrived.
     *
     * @return the number of bytes; 0 if none are available; -1 if the server has ended the connection
     */
    int read(ByteBuffer into) throws IOException;

    /** Returns whether {@link #read} may return bytes although the channel has none. */
    boolean hasBuffered();

    /**
     * Writes bytes, or takes them to be sent by {@link #flush}.
     *
     * @return whether everything was taken; if not, call again with the same buffer when the channel is writable
     */
    boolean write(ByteBuffer from) throws IOException;

    /** Returns whether each call of {@link #write} must contain a single command only. */
    boolean keepsCommandsApart();

    /**
     * Sends the bytes that {@link #write} has taken, as far as the channel accepts them.
     *
     * @return whether no bytes remain
     */
    boolean flush() throws IOException;
}
