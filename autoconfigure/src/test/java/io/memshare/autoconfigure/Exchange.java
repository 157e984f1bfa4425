package io.memshare.autoconfigure;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One request and its answer over a socket, so that the body can come later than the head. */
final class Exchange implements AutoCloseable {

    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final Pattern COOKIE = Pattern.compile("(?im)^Set-Cookie: SESSION=([^;\r]*)");

    private final Socket socket;
    private final OutputStream out;
    private final String number = Long.toString(NUMBERS.incrementAndGet());

    private Exchange(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        this.socket.setSoTimeout(60_000);
        this.out = socket.getOutputStream();
    }

    /** The answer, in full. */
    record Answer(String text) {

        int status() {
            return Integer.parseInt(text.split(" ", 3)[1]);
        }

        /** Returns the cookie that was sent, or null. */
        @Nullable String cookie() {
            Matcher matcher = COOKIE.matcher(text);
            return matcher.find() ? matcher.group(1) : null;
        }

        boolean has(String part) {
            return text.contains(part);
        }

        /** Returns the last line that is no size of a chunk. */
        String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4)
                    .replaceAll("(?m)^[0-9a-f]+\r$", "")
                    .strip();
        }
    }

    static Answer get(int port, String path, @Nullable String cookie) throws IOException {
        try (Exchange exchange = new Exchange(port)) {
            exchange.send("GET " + path + " HTTP/1.1", cookie, "");
            return exchange.answer();
        }
    }

    static Answer post(int port, String path, @Nullable String cookie) throws IOException {
        try (Exchange exchange = new Exchange(port)) {
            exchange.send("POST " + path + " HTTP/1.1", cookie, "Content-Length: 0\r\n");
            return exchange.answer();
        }
    }

    /** Begins a login; the body is not sent yet. */
    static Exchange login(int port, @Nullable String cookie, String user, String token) throws IOException {
        Exchange exchange = new Exchange(port);
        exchange.send(
                "POST /login HTTP/1.1",
                cookie,
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                        + form(user, token).length() + "\r\n");
        return exchange;
    }

    private static String form(String user, String token) {
        return "username=" + user + "&password=secret&_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    /** Waits until the server has read the session and waits for the body. */
    void awaitBodyRead() {
        BodyReads.await(number);
    }

    Answer body(String user, String token) throws IOException {
        write(form(user, token));
        return answer();
    }

    private void send(String first, @Nullable String cookie, String headers) throws IOException {
        String cookieHeader = cookie == null ? "" : "Cookie: SESSION=" + cookie + "\r\n";
        write(first + "\r\nHost: localhost\r\nConnection: close\r\n" + BodyReads.HEADER + ": " + number + "\r\n"
                + cookieHeader + headers + "\r\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private Answer answer() throws IOException {
        return new Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
