package io.memshare.memcached;

import io.memshare.node.Key;
import io.memshare.node.KeyCrawler;
import io.memshare.node.NodeAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.ObjLongConsumer;

/**
 * memcached's own crawler (its {@code doc/protocol.txt}, "LRU Crawler").
 *
 * <p>The answer is read as fast as it comes. memcached's crawler does not wait for a reader that takes nothing for a second:
 * it goes on with a full buffer, sends parts twice, and answers BUSY to everybody else as long as it lasts.
 */
public final class MetadumpCrawler implements KeyCrawler {

    private static final byte[] COMMAND = "lru_crawler metadump all\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final int BUFFER = 64 * 1024;

    @Override
    public boolean crawl(NodeAddress address, String prefix, Duration timeout, ObjLongConsumer<Key> found)
            throws IOException {
        MetadumpParser parser = new MetadumpParser(prefix, found);
        byte[] bytes = new byte[BUFFER];
        try (SocketChannel channel = ServerSockets.connect(address, timeout)) {
            channel.socket().setSoTimeout((int) Math.max(1, timeout.toMillis()));
            channel.socket().getOutputStream().write(COMMAND);
            InputStream answer = channel.socket().getInputStream();
            for (int count = answer.read(bytes); count >= 0; count = answer.read(bytes)) {
                MetadumpParser.Progress progress = parser.read(ByteBuffer.wrap(bytes, 0, count));
                if (progress != MetadumpParser.Progress.MORE_TO_COME) {
                    return progress == MetadumpParser.Progress.COMPLETE;
                }
            }
            throw new IOException("the server ended the connection of the crawler");
        } catch (SocketTimeoutException ex) {
            throw new IOException("the crawler was silent for " + timeout.toMillis() + " ms", ex);
        } catch (ProtocolException ex) {
            throw new IOException(ex.getMessage(), ex);
        }
    }
}
