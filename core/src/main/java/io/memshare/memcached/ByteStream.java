package io.memshare.memcached;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The bytes of a connection that does not block, in the clear or through TLS. For one reading thread and one writing thread at
 * a time, which may be different ones.
 */
interface ByteStream {

    /** Returns the channel below, for selectors; it is closed to end the connection. */
    SocketChannel channel();

    /**
     * Reads what has arrived.
     *
     * @return how many bytes; 0 if nothing is there; -1 if the server has ended the connection
     */
    int read(ByteBuffer into) throws IOException;

    /** Returns whether {@link #read} may give something although the channel has nothing more. */
    boolean hasBuffered();

    /**
     * Writes as much as the channel takes.
     *
     * @return whether everything was taken by the channel; if not, to be called again with the same buffer when it takes more
     */
    boolean write(ByteBuffer from) throws IOException;

    /** Returns whether each call of {@link #write} is to be given one command only. */
    boolean keepsCommandsApart();

    /**
     * Writes what is left of earlier calls.
     *
     * @return whether nothing is left
     */
    boolean flush() throws IOException;
}
