package io.memshare.memcached;

import io.memshare.node.NodeAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A hostile server: it tells its version, and then sends the same text without end. */
final class FloodingServer implements AutoCloseable {

    private final ServerSocket listening;
    private final byte[] text;
    private volatile @Nullable Socket client;

    FloodingServer(String text) throws IOException {
        this.listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        this.text = text.repeat(1000).getBytes(StandardCharsets.US_ASCII);
        Thread sender = new Thread(this::flood, "flood");
        sender.setDaemon(true);
        sender.start();
    }

    NodeAddress address() {
        return NodeAddress.parse("127.0.0.1:" + listening.getLocalPort());
    }

    private void flood() {
        try (Socket socket = listening.accept()) {
            client = socket;
            OutputStream out = socket.getOutputStream();
            out.write("VERSION 1.6.18\r\n".getBytes(StandardCharsets.US_ASCII));
            // What comes next is the command that is answered.
            for (int lines = 0; lines < 2; lines++) {
                while (socket.getInputStream().read() != '\n') {
                    Thread.onSpinWait();
                }
            }
            while (!listening.isClosed()) {
                out.write(text);
            }
        } catch (IOException ended) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        Socket socket = client;
        if (socket != null) {
            socket.close();
        }
    }
}
