package io.memshare.memcached;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * Finds out whether a server speaks TLS, by the first byte of its answer to the beginning of a handshake. A server that does
 * ends a connection at the first command in the clear, without a word; so do others for other reasons.
 */
final class TlsProbe {

    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;

    private TlsProbe() {}

    /**
     * Asks.
     *
     * @param channel a connection of its own, which does not block; it is closed
     * @return false also if there is no answer
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
