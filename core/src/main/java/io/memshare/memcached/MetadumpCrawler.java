package io.memshare.memcached;

import io.memshare.node.Key;
import io.memshare.node.KeyCrawler;
import io.memshare.node.NodeAddress;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.ObjLongConsumer;

/**
 * Runs memcached's own crawler (its {@code doc/protocol.txt}, "LRU Crawler") over the hash table, so that every key
 * that is present throughout the crawl is reported. A crawl of the LRU lists ({@code metadump all}) misses items that
 * are moved between lists, read or written at that moment.
 *
 * <p>The answer is read as fast as it arrives. memcached's crawler does not wait for a reader that accepts no bytes for
 * a second: it continues with a full buffer, sends parts twice, and answers BUSY to all other clients in the meantime.
 */
final class MetadumpCrawler implements KeyCrawler {

    private static final byte[] COMMAND = "lru_crawler metadump hash\r\n".getBytes(StandardCharsets.ISO_8859_1);

    /**
     * Many times the duration for the largest node: a server that reports a key only now and then must not delay a
     * rebuild.
     */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Transport transport;
    private final Duration longest;

    /**
     * Creates a crawler.
     *
     * @param transport connects to the servers
     */
    MetadumpCrawler(Transport transport) {
        this(transport, LONGEST);
    }

    /**
     * Creates a crawler.
     *
     * @param longest the maximum duration of a crawl
     */
    MetadumpCrawler(Transport transport, Duration longest) {
        this.transport = transport;
        this.longest = longest;
    }

    @Override
    public boolean crawl(NodeAddress address, String prefix, Duration timeout, ObjLongConsumer<Key> found)
            throws IOException {
        MetadumpParser parser = new MetadumpParser(prefix, found);
        Deadline end = transport.deadline(longest);
        try (Dialog dialog = transport.open(address, end.within(timeout))) {
            dialog.send(COMMAND, end.within(timeout));
            MetadumpParser.Progress progress = MetadumpParser.Progress.MORE_TO_COME;
            while (progress == MetadumpParser.Progress.MORE_TO_COME) {
                progress = parser.read(dialog.read(end.within(timeout)));
            }
            return progress == MetadumpParser.Progress.COMPLETE;
        } catch (SocketTimeoutException ex) {
            String fault = end.remainingMillis() == 0
                    ? "did not end within " + end
                    : "was silent for " + timeout.toMillis() + " ms";
            throw new IOException("the crawler " + fault, ex);
        } catch (EOFException ex) {
            throw new IOException("the server ended the connection of the crawler", ex);
        } catch (ProtocolException ex) {
            throw new IOException(ex.getMessage(), ex);
        }
    }
}
