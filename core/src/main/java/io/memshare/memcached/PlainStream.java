package io.memshare.memcached;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A stream of unencrypted bytes.
 *
 * @param channel the non-blocking channel
 */
record PlainStream(SocketChannel channel) implements ByteStream {

    @Override
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    @Override
    public boolean hasBuffered() {
        return false;
    }

    @Override
    public boolean write(ByteBuffer from) throws IOException {
        while (from.hasRemaining()) {
            if (channel.write(from) == 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean keepsCommandsApart() {
        return false;
    }

    @Override
    public boolean flush() {
        return true;
    }
}
