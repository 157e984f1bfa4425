package io.memshare.memcached;

import io.memshare.node.EvictionCounter;
import io.memshare.node.NodeAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The counter {@code evictions} of memcached's {@code stats}: items that were dropped before they expired. */
public final class StatsEvictionCounter implements EvictionCounter {

    private static final byte[] COMMAND = "stats\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final String NAME = "STAT evictions ";
    private static final String END = "END\r\n";
    /** Several times what memcached answers. */
    private static final int LONGEST = 64 * 1024;

    @Override
    public long evictions(NodeAddress address, Duration timeout) throws IOException {
        try (SocketChannel channel = ServerSockets.connect(address, timeout)) {
            channel.socket().setSoTimeout((int) Math.max(1, timeout.toMillis()));
            channel.socket().getOutputStream().write(COMMAND);
            return count(answer(channel.socket().getInputStream()));
        } catch (SocketTimeoutException ex) {
            throw new IOException("no statistics within " + timeout.toMillis() + " ms", ex);
        } catch (ProtocolException ex) {
            throw new IOException(ex.getMessage(), ex);
        }
    }

    private static String answer(InputStream input) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] part = new byte[8 * 1024];
        for (int count = input.read(part); count >= 0; count = input.read(part)) {
            bytes.write(part, 0, count);
            String text = bytes.toString(StandardCharsets.ISO_8859_1);
            if (text.endsWith(END)) {
                return text;
            }
            if (text.length() > LONGEST) {
                throw new IOException("the statistics are longer than " + LONGEST + " bytes");
            }
        }
        throw new IOException("the server ended the connection");
    }

    /** Returns the count that an answer to {@code stats} tells. */
    static long count(String answer) throws IOException, ProtocolException {
        for (String line : answer.split("\r\n", -1)) {
            if (line.startsWith(NAME)) {
                return MetaFlags.number(line, NAME.length(), line.length());
            }
        }
        throw new IOException("the statistics do not tell evictions");
    }
}
