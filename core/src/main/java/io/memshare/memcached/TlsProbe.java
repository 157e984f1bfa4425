package io.memshare.memcached;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * Detects whether a server speaks TLS, from the first byte of its answer to the start of a handshake. A TLS server
 * closes a connection silently after the first plain-text command, but so do other servers for other reasons.
 */
final class TlsProbe {

    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;

    private TlsProbe() {}

    /**
     * Probes a server.
     *
     * @param channel a separate non-blocking connection, which is closed afterwards
     * @return whether the server speaks TLS; false also if it does not answer
     */
    static boolean speaksTls(SocketChannel channel, Deadline deadline) {
        try (Dialog dialog = Dialog.on(new PlainStream(channel))) {
            dialog.send(hello(), deadline);
            byte first = dialog.read(deadline).get();
            return first == HANDSHAKE || first == ALERT;
        } catch (IOException | NoSuchAlgorithmException ex) {
            return false;
        }
    }

    private static byte[] hello() throws IOException, NoSuchAlgorithmException {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(true);
        engine.beginHandshake();
        ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), record);
        byte[] bytes = new byte[record.flip().remaining()];
        record.get(bytes);
        return bytes;
    }
}
