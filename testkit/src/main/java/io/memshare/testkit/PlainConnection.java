package io.memshare.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection to memcached that sends commands sequentially, over TLS if the server requires it. Not thread-safe. */
final class PlainConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(5).toMillis();
    private static final int CR = '\r';
    private static final int LF = '\n';

    private final Socket socket;
    private final InputStream in;

    PlainConnection(int port) throws IOException {
        this(port, ServerSecurity.NONE);
    }

    PlainConnection(int port, ServerSecurity security) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(LoopbackPorts.loopback(), port), TIMEOUT_MILLIS);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            plain.setTcpNoDelay(true);
            socket = security.over(plain, TIMEOUT_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
            if (security.password() != null) {
                send("set auth 0 0 " + security.password().length() + "\r\n" + security.password());
                line();
            }
        } catch (IOException ex) {
            plain.close();
            throw ex;
        }
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Sends a command, including its data block if there is any. */
    void send(String command) throws IOException {
        send((command + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads an answer up to its end marker, with lines separated by line feeds, without the last line ending. */
    String answer() throws IOException {
        StringBuilder answer = new StringBuilder();
        String line = line();
        answer.append(line);
        if (line.startsWith("VA ")) {
            return answer.append('\n').append(latin1(block(line, 1))).toString();
        }
        while (isOneOfMany(line)) {
            if (line.startsWith("VALUE ")) {
                answer.append('\n').append(latin1(block(line, 3)));
            }
            line = line();
            answer.append('\n').append(line);
        }
        return answer.toString();
    }

    /**
     * Reads the answer to {@code lru_crawler metadump}. From memcached 1.6.43 on it starts with a line {@code OK},
     * which is a complete answer to other commands.
     */
    String dump() throws IOException {
        String answer = answer();
        return answer.equals("OK") ? answer() : answer;
    }

    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        while (b != LF) {
            if (b < 0) {
                throw new EOFException("memcached closed the connection");
            }
            if (b != CR) {
                line.write(b);
            }
            b = in.read();
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads the data block that a line announces; {@code word} is the position of its length in the line. */
    byte[] block(String line, int word) throws IOException {
        int length = Integer.parseInt(line.split(" ", -1)[word]);
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("memcached closed the connection");
        }
        line();
        return bytes;
    }

    private static boolean isOneOfMany(String line) {
        return line.startsWith("STAT ")
                || line.startsWith("VALUE ")
                || line.startsWith("ITEM ")
                || line.startsWith("key=");
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
