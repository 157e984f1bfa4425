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

    /** The records that are collected at most before they are sent with a single system call. */
    private static final int COLLECTED = 4;

    /**
     * The bytes of commands that share a record at most. memcached's read buffer of 16 kB and the largest record of TLS
     * both hold them, so memcached takes all of a shared record out of its TLS library at once.
     */
    static final int SHARED = 8 * 1024;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final SocketChannel channel;
    private final SSLEngine engine;
    /** Encrypted bytes that have arrived, from 0 to the position. Used by the reading thread. */
    private final ByteBuffer received;
    /** Decrypted bytes that have not been read, from the position to the limit. Used by the reading thread. */
    private final ByteBuffer plain;
    /** Encrypted records that have not been sent, from the position to the limit. Guarded by itself. */
    private final ByteBuffer unsent;

    /** Whole commands that will share a record, from 0 to the position. Guarded by {@link #unsent}. */
    private final ByteBuffer gathered = ByteBuffer.allocate(SHARED);
    /** Whether the last command is written in part. Guarded by {@link #unsent}. */
    private boolean cut;

    private final int longestRecord;

    private enum Step {
        DONE,
        STARVED,
        ENDED
    }

    TlsStream(SocketChannel channel, SSLEngine engine) {
        this.channel = channel;
        this.engine = engine;
        this.longestRecord = engine.getSession().getPacketBufferSize();
        this.received = ByteBuffer.allocate(longestRecord);
        this.plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        this.unsent = ByteBuffer.allocate(COLLECTED * longestRecord);
        plain.flip();
        unsent.flip();
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
            return flush() ? 0 : SelectionKey.OP_WRITE;
        } catch (SSLException ex) {
            tellWhy(ex);
            throw ex;
        }
    }

    /** Sends the alert that the engine has prepared for the server. */
    private void tellWhy(SSLException reason) {
        try {
            encrypt(NOTHING);
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
        return encrypt(NOTHING);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        while (!plain.hasRemaining()) {
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

    /**
     * Takes a command. Short ones share a record, which costs both sides less than one each. Records are collected, so
     * that they are sent together. {@link #flush} sends the rest.
     */
    @Override
    public boolean write(ByteBuffer from) throws IOException {
        synchronized (unsent) {
            if (!cut && from.remaining() <= SHARED) {
                if (from.remaining() > gathered.remaining() && !encryptGathered()) {
                    return false;
                }
                gathered.put(from);
                return true;
            }
            cut = !(encryptGathered() && encryptAll(from));
            return !cut;
        }
    }

    private boolean encryptGathered() throws IOException {
        gathered.flip();
        try {
            return encryptAll(gathered);
        } finally {
            gathered.compact();
        }
    }

    /** Encrypts bytes; returns false if some remain because the channel accepts no more. */
    private boolean encryptAll(ByteBuffer from) throws IOException {
        while (from.hasRemaining()) {
            if (isFull() && !send()) {
                return false;
            }
            encryptRecord(from);
        }
        return true;
    }

    private boolean isFull() {
        return unsent.capacity() - unsent.limit() < longestRecord;
    }

    /**
     * A TLS record must not contain the end of a command whose beginning is in another record, and a further command.
     * memcached reads only as many bytes as the value still lacks, leaves the rest of the record inside its TLS
     * library, and waits forever for more bytes on the socket (1.6.18 and 1.6.38; not 1.6.45).
     */
    @Override
    public boolean keepsCommandsApart() {
        return true;
    }

    /** Sends the protocol messages of the engine itself; returns false if the channel accepts no more bytes. */
    private boolean encrypt(ByteBuffer nothing) throws IOException {
        synchronized (unsent) {
            if (!send()) {
                return false;
            }
            encryptRecord(nothing);
            return send();
        }
    }

    private void encryptRecord(ByteBuffer from) throws SSLException {
        int begin = unsent.position();
        unsent.position(unsent.limit()).limit(unsent.capacity());
        SSLEngineResult result;
        try {
            result = engine.wrap(from, unsent);
        } finally {
            unsent.limit(unsent.position()).position(begin);
        }
        if (result.getStatus() == SSLEngineResult.Status.CLOSED && !unsent.hasRemaining()) {
            throw new SSLException("the TLS session has ended");
        }
        if (from.hasRemaining() && result.bytesConsumed() == 0 && result.bytesProduced() == 0) {
            throw new SSLException("the server asked for a new handshake, which memcached never does");
        }
    }

    @Override
    public boolean flush() throws IOException {
        synchronized (unsent) {
            return encryptGathered() && send();
        }
    }

    private boolean send() throws IOException {
        while (unsent.hasRemaining()) {
            if (channel.write(unsent) == 0) {
                return false;
            }
        }
        unsent.clear().flip();
        return true;
    }
}
