package io.memshare.memcached;

import io.memshare.node.EvictionCounter;
import io.memshare.node.NodeAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The counter {@code evictions} of memcached's {@code stats}: items that were dropped before they expired. */
public final class StatsEvictionCounter implements EvictionCounter {

    private static final byte[] COMMAND = "stats\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final String NAME = "STAT evictions ";
    private static final String END = "END\r\n";
    /** Several times what memcached answers. */
    private static final int LONGEST = 64 * 1024;

    private final Transport transport;

    /**
     * @param transport the way to the servers
     */
    public StatsEvictionCounter(Transport transport) {
        this.transport = transport;
    }

    @Override
    public long evictions(NodeAddress address, Duration timeout) throws IOException {
        Deadline end = transport.deadline(timeout);
        try (Dialog dialog = transport.open(address, end)) {
            dialog.send(COMMAND, end);
            StringBuilder answer = new StringBuilder();
            while (!answer.toString().endsWith(END)) {
                ByteBuffer part = dialog.read(end);
                answer.append(StandardCharsets.ISO_8859_1.decode(part));
                if (answer.length() > LONGEST) {
                    throw new IOException("the statistics are longer than " + LONGEST + " bytes");
                }
            }
            return count(answer.toString());
        } catch (ProtocolException ex) {
            throw new IOException(ex.getMessage(), ex);
        }
    }

    /** Returns the count that an answer to {@code stats} tells. */
    static long count(String answer) throws IOException, ProtocolException {
        int start = answer.indexOf(NAME);
        if (start < 0) {
            throw new IOException("the statistics do not tell evictions");
        }
        return MetaFlags.number(answer, start + NAME.length(), answer.indexOf('\r', start));
    }
}
