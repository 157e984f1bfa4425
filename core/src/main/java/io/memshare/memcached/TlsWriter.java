package io.memshare.memcached;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * Writes commands as TLS records. Short commands share a record, which costs both sides less than one each. Safe for
 * use by several threads, of which one at a time writes commands.
 *
 * <p>A record must not contain the end of a command whose beginning is in another record, and a further command:
 * memcached reads only as many bytes as the value still lacks, leaves the rest of the record inside its TLS library,
 * and waits forever for more bytes on the socket (1.6.18 and 1.6.38; not 1.6.45).
 */
final class TlsWriter {

    /**
     * The bytes of commands that share a record at most. memcached's read buffer of 16 kB and the largest record of TLS
     * both hold them, so memcached takes all of a shared record out of its TLS library at once.
     */
    static final int SHARED = 8 * 1024;

    /** The records that are collected at most before they are sent with a single system call. */
    private static final int COLLECTED = 4;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final int longestRecord;
    /** Whole commands that will share a record, from 0 to the position. */
    private final ByteBuffer gathered = ByteBuffer.allocate(SHARED);
    /** Encrypted records that have not been sent, from the position to the limit. */
    private final ByteBuffer unsent;
    /** Whether the last command is written in part. */
    private boolean cut;

    TlsWriter(SocketChannel channel, SSLEngine engine) {
        this.channel = channel;
        this.engine = engine;
        this.longestRecord = engine.getSession().getPacketBufferSize();
        this.unsent = ByteBuffer.allocate(COLLECTED * longestRecord);
        unsent.flip();
    }

    /** Takes a command as {@link ByteStream#write} does. Records are collected, so that they are sent together. */
    synchronized boolean write(ByteBuffer command) throws IOException {
        if (!cut && command.remaining() <= SHARED) {
            if (command.remaining() > gathered.remaining() && !encryptGathered()) {
                return false;
            }
            gathered.put(command);
            return true;
        }
        cut = !(encryptGathered() && encryptAll(command));
        return !cut;
    }

    /** Sends what was taken; returns false if the channel accepts no more bytes. */
    synchronized boolean flush() throws IOException {
        return encryptGathered() && send();
    }

    /** Sends the protocol messages of the engine itself; returns false if the channel accepts no more bytes. */
    synchronized boolean sendProtocol() throws IOException {
        if (!send()) {
            return false;
        }
        encryptRecord(NOTHING);
        return send();
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
            boolean full = unsent.capacity() - unsent.limit() < longestRecord;
            if (full && !send()) {
                return false;
            }
            encryptRecord(from);
        }
        return true;
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
