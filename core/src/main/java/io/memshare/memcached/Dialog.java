package io.memshare.memcached;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;

/**
 * A blocking conversation with a server: the calling thread, which dials or crawls, waits for each answer. Confined to
 * a single thread.
 *
 * <p>Each method throws a {@link SocketTimeoutException} after its deadline, an {@link EOFException} if the server has
 * ended the connection, and an {@link InterruptedIOException} if the thread is interrupted; the interrupt status is
 * kept.
 */
final class Dialog implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST_LINE = 16 * 1024;

    private final ByteStream stream;
    private final Selector selector;
    private final SelectionKey key;
    /** Bytes that have arrived but have not been read, from the position to the limit. */
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).flip();

    private Dialog(ByteStream stream, Selector selector) throws IOException {
        this.stream = stream;
        this.selector = selector;
        this.key = stream.channel().register(selector, 0);
    }

    /**
     * Starts a conversation.
     *
     * @param stream a stream with a non-blocking channel
     */
    static Dialog on(ByteStream stream) throws IOException {
        Selector selector = Selector.open();
        try {
            return new Dialog(stream, selector);
        } catch (IOException | RuntimeException ex) {
            selector.close();
            throw ex;
        }
    }

    /**
     * Waits until the channel is ready.
     *
     * @param operations the operations of {@link SelectionKey} to wait for
     */
    void await(int operations, Deadline deadline) throws IOException {
        key.interestOps(operations);
        int millis = deadline.remainingMillis();
        int ready = millis == 0 ? 0 : selector.select(millis);
        selector.selectedKeys().clear();
        if (ready == 0) {
            check(deadline);
        } else {
            checkInterrupt();
        }
    }

    private static void check(Deadline deadline) throws IOException {
        checkInterrupt();
        if (deadline.remainingMillis() == 0) {
            throw new SocketTimeoutException();
        }
    }

    private static void checkInterrupt() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
    }

    void send(byte[] bytes, Deadline deadline) throws IOException {
        ByteBuffer command = ByteBuffer.wrap(bytes);
        while (!stream.write(command) || !stream.flush()) {
            await(SelectionKey.OP_WRITE, deadline);
        }
    }

    /**
     * Waits for bytes and returns the buffer that holds them; bytes taken from the buffer count as read. The deadline
     * also holds for a server that never stops sending, for which nothing has to be waited.
     */
    ByteBuffer read(Deadline deadline) throws IOException {
        check(deadline);
        buffer.compact();
        try {
            int count = stream.read(buffer);
            while (count == 0) {
                await(SelectionKey.OP_READ, deadline);
                count = stream.read(buffer);
            }
            if (count < 0) {
                throw new EOFException();
            }
        } finally {
            buffer.flip();
        }
        return buffer;
    }

    /** Waits for a line and returns it without its line ending. */
    String line(Deadline deadline) throws IOException, ProtocolException {
        String line = Lines.next(buffer, LONGEST_LINE);
        while (line == null) {
            line = Lines.next(read(deadline), LONGEST_LINE);
        }
        return line;
    }

    /** Sends a command and returns the first line of the answer. */
    String ask(String command, Deadline deadline) throws IOException, ProtocolException {
        send(command.getBytes(StandardCharsets.ISO_8859_1), deadline);
        return line(deadline);
    }

    /**
     * Ends the conversation and hands the connection to another owner.
     *
     * @throws ProtocolException if the server has sent more than it was asked for
     */
    ByteStream release() throws IOException, ProtocolException {
        if (buffer.hasRemaining()) {
            throw new ProtocolException("the server sent a reply without a request");
        }
        selector.close();
        return stream;
    }

    /** Closes the connection. */
    @Override
    public void close() throws IOException {
        try (selector) {
            stream.channel().close();
        }
    }
}
