package io.memshare.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A real memcached process on 127.0.0.1 that can be killed, restarted empty, frozen and thawed. Thread-safe.
 *
 * <p>The program is taken from the system property {@code memshare.memcached}, otherwise from the environment variable
 * {@code MEMSHARE_MEMCACHED}, otherwise from the path. A process that is still running when the JVM ends is killed.
 *
 * <p>Each method that communicates with the server uses a separate connection and waits at most five seconds; it throws
 * {@link UncheckedIOException} if the server is dead or frozen. Like any client, these methods affect the counters of
 * {@link #stats()}.
 */
public final class MemcachedServer implements AutoCloseable {

    private static final int START_TRIES = 5;

    private final int port;
    private final List<String> extraArgs;
    private final ServerSecurity security;
    private final Path folder;
    private final Path log;
    private Process process;

    private MemcachedServer(int port, ServerSecurity security, List<String> extraArgs) {
        this.port = port;
        this.security = security;
        try {
            this.folder = Files.createTempDirectory("memcached-" + port + "-");
            this.log = folder.resolve("memcached.log");
            this.extraArgs = new ArrayList<>(extraArgs);
            this.extraArgs.addAll(security.prepare(folder));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        this.process = launch();
    }

    /** Starts an empty server on a free port. */
    public static MemcachedServer start() {
        return start(new String[0]);
    }

    /**
     * Starts an empty server on a free port.
     *
     * @param extraArgs arguments for memcached in addition to its address, such as {@code -m 8} or {@code -I 2m}, a
     *     word each
     * @throws IllegalStateException if memcached is not installed or does not start; the message states the remedy
     */
    public static MemcachedServer start(String... extraArgs) {
        return start(ServerSecurity.NONE, extraArgs);
    }

    /**
     * Starts an empty server on a free port.
     *
     * @param security the security of the server
     * @param extraArgs arguments for memcached in addition to its address and its security, a word each
     * @throws IllegalStateException if memcached is not installed or does not start; the message states the remedy
     */
    public static MemcachedServer start(ServerSecurity security, String... extraArgs) {
        for (int attempt = 1; ; attempt++) {
            MemcachedServer server = new MemcachedServer(LoopbackPorts.free(), security, List.of(extraArgs));
            if (server.awaitAnswer()) {
                return server;
            }
            IllegalStateException failure = server.failure();
            server.close();
            if (attempt == START_TRIES) {
                throw failure;
            }
        }
    }

    /**
     * Starts an empty server on the given port.
     *
     * @param port the port, free
     * @param extraArgs arguments for memcached in addition to its address
     * @throws IllegalStateException if memcached is not installed or does not start, for example because the port is in
     *     use
     */
    public static MemcachedServer start(int port, String... extraArgs) {
        MemcachedServer server = new MemcachedServer(port, ServerSecurity.NONE, List.of(extraArgs));
        if (!server.awaitAnswer()) {
            IllegalStateException failure = server.failure();
            server.close();
            throw failure;
        }
        return server;
    }

    /** Returns the port, which a restart does not change. */
    public int port() {
        return port;
    }

    /** Returns {@code 127.0.0.1:port}. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Returns whether the process is running; a frozen process counts as running. */
    public synchronized boolean isAlive() {
        return process.isAlive();
    }

    /** Kills the process as {@code kill -9} does and waits until it has ended. Does nothing if it is already dead. */
    public synchronized void kill() {
        Processes.kill(process);
    }

    /**
     * Kills the process if it is running and starts an empty process on the same port.
     *
     * @throws IllegalStateException if it does not start, for example because another program has taken the port
     */
    public synchronized void restart() {
        Processes.kill(process);
        Processes.await("port " + port + " to be free", () -> LoopbackPorts.isFree(port));
        process = launch();
        if (!awaitAnswer()) {
            throw failure();
        }
    }

    /**
     * Stops the process with SIGSTOP: connections stay open and new connections are accepted, but nothing is answered.
     */
    public synchronized void freeze() {
        Processes.stop(process);
    }

    /** Continues a frozen process with SIGCONT: it carries out every request that it received in the meantime. */
    public synchronized void thaw() {
        Processes.resume(process);
    }

    /** Returns the general-purpose statistics by name, in the server's order. */
    public Map<String, String> stats() {
        Map<String, String> stats = new LinkedHashMap<>();
        for (String line : command("stats").split("\n", -1)) {
            String[] words = line.split(" ", 3);
            if (words.length == 3 && words[0].equals("STAT")) {
                stats.put(words[1], words[2]);
            }
        }
        return stats;
    }

    /**
     * Returns a counter of {@link #stats()}.
     *
     * @param name the name, such as {@code cmd_get}
     * @throws IllegalArgumentException if the server has no such counter
     */
    public long counter(String name) {
        String value = stats().get(name);
        if (value == null) {
            throw new IllegalArgumentException("memcached has no counter '" + name + "'");
        }
        return Long.parseLong(value);
    }

    /**
     * Sends a command and returns its answer.
     *
     * @param line the command without its line ending; a data block may follow after {@code \r\n}; a byte per character
     * @return the answer up to its end marker, with lines separated by {@code \n}, a character per byte
     */
    public String command(String line) {
        return talk(connection -> {
            connection.send(line);
            return connection.answer();
        });
    }

    /**
     * Returns the value under a key, or null if there is none.
     *
     * @param key the key, printable ASCII
     */
    public byte @Nullable [] value(String key) {
        Optional<byte[]> found = talk(connection -> {
            connection.send("mg " + key + " v");
            String line = connection.line();
            return line.startsWith("VA ") ? Optional.of(connection.block(line, 1)) : Optional.empty();
        });
        return found.orElse(null);
    }

    /**
     * Stores a value unconditionally.
     *
     * @param key the key, printable ASCII
     * @param value the value
     * @param flags the 32-bit client flags, not negative
     * @param seconds the time to live; 0 for none, and above 30 days a Unix time
     * @throws IllegalStateException if memcached refuses it
     */
    public void put(String key, byte[] value, long flags, long seconds) {
        String answer = talk(connection -> {
            connection.send("ms " + key + " " + value.length + " F" + flags + " T" + seconds);
            connection.send(value);
            connection.send("");
            return connection.answer();
        });
        if (!answer.startsWith("HD")) {
            throw new IllegalStateException("memcached refused the value: " + answer);
        }
    }

    /** Returns the keys of all items that have not expired, sorted. */
    public Set<String> keys() {
        List<String> dump = new ArrayList<>();
        Processes.await("the list of keys", () -> {
            String answer = talk(connection -> {
                connection.send("lru_crawler metadump hash");
                return connection.dump();
            });
            dump.clear();
            dump.addAll(List.of(answer.split("\n", -1)));
            return !answer.startsWith("BUSY") && !answer.startsWith("ERROR locked");
        });
        return keys(dump);
    }

    /** Returns the keys in the item lines of a dump, whatever other lines it contains. */
    static Set<String> keys(List<String> dump) {
        Set<String> keys = new TreeSet<>();
        for (String line : dump) {
            if (line.startsWith("key=")) {
                String key = line.substring("key=".length(), line.indexOf(' '));
                keys.add(URLDecoder.decode(key, StandardCharsets.UTF_8));
            }
        }
        return keys;
    }

    /** Removes all items. */
    public void flushAll() {
        command("flush_all");
    }

    /** Kills the process, whether it is frozen or not. Idempotent. */
    @Override
    public synchronized void close() {
        Processes.kill(process);
        try {
            for (String name : List.of("memcached.log", "users", "server.pem", "server-key.pem", "clients.pem")) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.deleteIfExists(folder);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private Process launch() {
        List<String> command = new ArrayList<>(
                List.of(MemcachedBinary.find().toString(), "-l", "127.0.0.1", "-p", Integer.toString(port), "-U", "0"));
        if (System.getProperty("user.name", "").equals("root")) {
            command.addAll(List.of("-u", "root")); // memcached refuses to run as root without this
        }
        command.addAll(extraArgs);
        return Processes.start(
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()));
    }

    /** Waits until the server answers; returns false if the process ends instead. */
    private boolean awaitAnswer() {
        Process started = process;
        Processes.await("an answer of memcached on port " + port, () -> !started.isAlive() || answers());
        return started.isAlive();
    }

    private boolean answers() {
        try {
            // compare the process id, because on a port in use another server answers
            return Long.toString(process.pid()).equals(stats().get("pid"));
        } catch (UncheckedIOException ex) {
            return false;
        }
    }

    private IllegalStateException failure() {
        try {
            return new IllegalStateException("memcached did not start on port " + port + ": "
                    + Files.readString(log).strip());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private <T> T talk(Conversation<T> conversation) {
        try (PlainConnection connection = new PlainConnection(port, security)) {
            return conversation.with(connection);
        } catch (IOException ex) {
            throw new UncheckedIOException("memcached on port " + port + ": " + ex.getMessage(), ex);
        }
    }

    private interface Conversation<T> {
        T with(PlainConnection connection) throws IOException;
    }
}
