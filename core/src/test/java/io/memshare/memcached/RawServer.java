package io.memshare.memcached;

import io.memshare.node.NodeAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A server that greets as memcached does and answers gets with "no", unless it is told to say something else. */
final class RawServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    /** What is said in place of the first answer to a get, or null to behave. */
    volatile @Nullable String answer;
    /** What is said before the client has said anything, with an end to follow; or null to behave. */
    volatile @Nullable String welcome;
    /** The beginning of a command that is not answered, and nothing after it. */
    volatile String silentFor = "never";
    /** What it says to be. */
    volatile String version = "1.6.38";
    /** What is said to the question for its settings. */
    volatile String settings = "STAT item_size_max 1048576\r\nEND\r\n";
    /** What is said to a command for the crawler. */
    volatile String crawler = "ERROR\r\n";
    /** Whether the connection is ended after the answer. */
    volatile boolean hangsUp;

    RawServer() throws IOException {
        daemon(this::accept);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    NodeAddress address() {
        return NodeAddress.parse("127.0.0.1:" + socket.getLocalPort());
    }

    int connections() {
        return open.size();
    }

    void behave() {
        answer = null;
        welcome = null;
        hangsUp = false;
    }

    /** Says something on every connection without being asked. */
    void say(String text) throws IOException {
        for (Socket client : open) {
            client.getOutputStream().write(Pieces.bytes(text));
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                open.add(client);
                daemon(() -> serve(client));
            }
        } catch (IOException ex) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket client) {
        try (client) {
            OutputStream out = client.getOutputStream();
            String hello = welcome;
            if (hello != null) {
                out.write(Pieces.bytes(hello));
                return;
            }
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            boolean silent = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                silent |= line.startsWith(silentFor);
                if (silent) {
                    continue;
                }
                String reply = line.startsWith("mg ") ? answer : null;
                out.write(Pieces.bytes(reply == null ? proper(line) : reply));
                if (reply != null && hangsUp) {
                    return;
                }
            }
        } catch (IOException ex) {
            // The client has gone.
        } finally {
            open.remove(client);
        }
    }

    private String proper(String line) {
        if (line.equals("stats")) {
            return "STAT version " + version + "\r\nSTAT curr_items 1\r\nSTAT bytes 2\r\nSTAT limit_maxbytes 3\r\n"
                    + "STAT evictions 4\r\nEND\r\n";
        }
        return switch (line.substring(0, 2)) {
            case "ve" -> "VERSION " + version + "\r\n";
            case "mn" -> "MN\r\n";
            case "st" -> settings;
            case "lr" -> crawler;
            default -> "EN " + line.substring(line.lastIndexOf('O')) + "\r\n";
        };
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket client : open) {
            client.close();
        }
    }
}
