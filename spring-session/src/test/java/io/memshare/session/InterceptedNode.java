package io.memshare.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A man in the middle: what a node is sent and what it answers passes through his hands, one character per byte. */
final class InterceptedNode implements AutoCloseable {

    private final int port;
    private final ServerSocket entrance;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<String> hands = UnaryOperator.identity();
    private volatile UnaryOperator<String> handsOnRequests = UnaryOperator.identity();

    InterceptedNode(int port) {
        this.port = port;
        try {
            this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        thread(this::accept);
    }

    String address() {
        return "127.0.0.1:" + entrance.getLocalPort();
    }

    /** Sets what becomes of each piece of an answer. */
    void alter(UnaryOperator<String> other) {
        hands = other;
    }

    /** Sets what becomes of each piece of a request. */
    void alterRequests(UnaryOperator<String> other) {
        handsOnRequests = other;
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "man-in-the-middle");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                sockets.addAll(List.of(client, server));
                thread(() -> copy(client, server, piece -> handsOnRequests.apply(piece)));
                thread(() -> copy(server, client, piece -> hands.apply(piece)));
            }
        } catch (IOException ex) {
            // Closed.
        }
    }

    private void copy(Socket from, Socket to, UnaryOperator<String> through) {
        byte[] buffer = new byte[1 << 20];
        try (from;
                to;
                InputStream input = from.getInputStream();
                OutputStream output = to.getOutputStream()) {
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                String piece = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
                output.write(through.apply(piece).getBytes(StandardCharsets.ISO_8859_1));
                output.flush();
            }
        } catch (IOException ex) {
            // One side has closed the connection, or the test is over.
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
