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
     * Writes as many bytes as the channel accepts.
     *
     * @return whether the channel accepted everything; if not, call again with the same buffer when the channel is
     *     writable
     */
    boolean write(ByteBuffer from) throws IOException;

    /** Returns whether each call of {@link #write} must contain a single command only. */
    boolean keepsCommandsApart();

    /**
     * Writes the bytes left over from earlier calls.
     *
     * @return whether no bytes remain
     */
    boolean flush() throws IOException;
}
