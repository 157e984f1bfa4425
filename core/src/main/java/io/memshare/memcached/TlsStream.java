package io.memshare.memcached;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A stream of bytes over TLS. After the {@linkplain #handshake handshake}, the reading thread also performs protocol
 * steps such as key updates. A single thread may read and a single thread may write at a time.
 */
final class TlsStream implements ByteStream {

    /**
     * Several times the number of session tickets and key updates that a server sends one after the other. A server
     * that sends more keeps the thread busy that reads from all servers.
     */
    private static final int MOST_EMPTY_RECORDS = 64;

    private final SocketChannel channel;
    private final SSLEngine engine;
    /** Encrypted bytes that have arrived, from 0 to the position. Used by the reading thread. */
    private final ByteBuffer received;
    /** Decrypted bytes that have not been read, from the position to the limit. Used by the reading thread. */
    private final ByteBuffer plain;

    private final TlsWriter writer;

    private enum Step {
        DONE,
        STARVED,
        ENDED
    }

    TlsStream(SocketChannel channel, SSLEngine engine) {
        this.channel = channel;
        this.engine = engine;
        this.received = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        this.plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        this.writer = new TlsWriter(channel, engine);
        plain.flip();
    }

    @Override
    public SocketChannel channel() {
        return channel;
    }

    /**
     * Continues the handshake as far as possible without waiting. The first call starts it.
     *
     * @return the operation of {@link SelectionKey} to wait for before the next call, or 0 if the handshake is complete
     * @throws SSLException if the handshake fails; the server has been notified if it accepts bytes
     */
    int handshake() throws IOException {
        try {
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NOT_HANDSHAKING) {
                engine.beginHandshake();
                status = engine.getHandshakeStatus();
            }
            while (status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED) {
                if (status == HandshakeStatus.NEED_UNWRAP || status == HandshakeStatus.NEED_UNWRAP_AGAIN) {
                    switch (decrypt()) {
                        case STARVED -> {
                            return SelectionKey.OP_READ;
                        }
                        case ENDED -> throw new EOFException("the server ended the connection");
                        case DONE -> {}
                    }
                } else if (!answerProtocol(status)) {
                    return SelectionKey.OP_WRITE;
                }
                status = engine.getHandshakeStatus();
            }
            return writer.flush() ? 0 : SelectionKey.OP_WRITE;
        } catch (SSLException ex) {
            tellWhy(ex);
            throw ex;
        }
    }

    /** Sends the alert that the engine has prepared for the server. */
    private void tellWhy(SSLException reason) {
        try {
            writer.sendProtocol();
        } catch (IOException ex) {
            reason.addSuppressed(ex);
        }
    }

    /** Performs the step that the engine requires; returns false if the channel accepts no more bytes. */
    private boolean answerProtocol(HandshakeStatus status) throws IOException {
        if (status == HandshakeStatus.NEED_TASK) {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
            return true;
        }
        return writer.sendProtocol();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        for (int empty = 0; !plain.hasRemaining(); empty++) {
            if (empty > MOST_EMPTY_RECORDS) {
                throw new SSLException("the server sends TLS records without data");
            }
            Step step = decrypt();
            if (step != Step.DONE) {
                return step == Step.STARVED ? 0 : -1;
            }
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NEED_TASK || status == HandshakeStatus.NEED_WRAP) {
                answerProtocol(status);
            }
        }
        int count = Math.min(plain.remaining(), into.remaining());
        ByteBuffer piece = plain.duplicate().limit(plain.position() + count);
        into.put(piece);
        plain.position(plain.position() + count);
        return count;
    }

    @Override
    public boolean hasBuffered() {
        return plain.hasRemaining() || received.position() > 0;
    }

    /** Decrypts a record into {@link #plain}, which is empty. */
    private Step decrypt() throws IOException {
        while (true) {
            SSLEngineResult result = unwrap();
            switch (result.getStatus()) {
                case OK -> {
                    return Step.DONE;
                }
                case CLOSED -> {
                    return Step.ENDED;
                }
                case BUFFER_OVERFLOW -> throw new SSLException("a TLS record is longer than the protocol allows");
                case BUFFER_UNDERFLOW -> {
                    if (!received.hasRemaining()) {
                        throw new SSLException("a TLS record is longer than the protocol allows");
                    }
                    Step missing = receive();
                    if (missing != null) {
                        return missing;
                    }
                }
            }
        }
    }

    private SSLEngineResult unwrap() throws SSLException {
        received.flip();
        plain.clear();
        try {
            return engine.unwrap(received, plain);
        } finally {
            received.compact();
            plain.flip();
        }
    }

    private @Nullable Step receive() throws IOException {
        int count = channel.read(received);
        if (count > 0) {
            return null;
        }
        return count < 0 ? Step.ENDED : Step.STARVED;
    }

    @Override
    public boolean write(ByteBuffer from) throws IOException {
        return writer.write(from);
    }

    @Override
    public boolean keepsCommandsApart() {
        return true;
    }

    @Override
    public boolean flush() throws IOException {
        return writer.flush();
    }
}
