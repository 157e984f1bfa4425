package io.memshare.memcached;

import com.google.code.yanf4j.core.EventType;
import com.google.code.yanf4j.core.WriteMessage;
import com.google.code.yanf4j.nio.NioSessionConfig;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import net.rubyeye.xmemcached.CommandFactory;
import net.rubyeye.xmemcached.command.Command;
import net.rubyeye.xmemcached.impl.MemcachedTCPSession;
import net.rubyeye.xmemcached.impl.Optimizer;
import org.jspecify.annotations.Nullable;

/**
 * xmemcached's session, with the parts replaced that do not tolerate a sick server: replies are matched without ever
 * blocking the reactor, and closing neither flushes nor blocks. Every failure closes the connection and is reported to
 * the owner.
 *
 * <p>Only the reactor's thread reads. Any thread may write and call {@link #close}.
 */
final class WireSession extends MemcachedTCPSession {

    private static final int READ_BUFFER = 32 * 1024;

    private final Owner owner;
    private final ByteStream stream;
    private final Optimizer merging;
    /** The number of threads that have requested a write since the last time no thread was writing. */
    private final AtomicInteger writers = new AtomicInteger();
    /** Whether the reactor has been asked to write and has not started yet. */
    private final AtomicBoolean writeAsked = new AtomicBoolean();

    private @Nullable WireCommand<?> current;
    private volatile String reason = "the server closed the connection";

    /** Is notified of events on the reactor's thread, or on the thread that closes the connection. */
    interface Owner {

        void received();

        void closed(String reason);
    }

    WireSession(NioSessionConfig config, Optimizer merging, CommandFactory commands, ByteStream stream, Owner owner) {
        super(config, READ_BUFFER, merging, 0, commands);
        this.stream = stream;
        this.owner = owner;
        this.merging = merging;
        setUseBlockingRead(false);
        setAllowReconnect(false);
    }

    /**
     * Lets the sending thread write if nothing is under way; the reactor continues when the socket accepts no more
     * bytes. Otherwise the reactor writes everything that is queued at once. xmemcached leaves every write to the
     * reactor, which costs a wake-up and a thread switch and pays off only for several commands. It waits until the
     * selector reports the socket as writable, although it nearly always is. Registering that interest fails on a
     * connection that is being closed, which would kill the reactor's thread; the reactor is therefore told to write
     * directly.
     */
    @Override
    protected boolean schduleWriteMessage(WriteMessage message) {
        boolean idle = commandAlreadySent.isEmpty() && writeQueue.isEmpty();
        writeQueue.add(message);
        if (idle) {
            return false;
        }
        if (!writeAsked.get() && writeAsked.compareAndSet(false, true)) {
            selectorManager.registerSession(this, EventType.WRITEABLE);
        }
        return true;
    }

    /**
     * Writes the queued commands. xmemcached's implementation assumes a single writer: of two writers, the first could
     * take the element from the queue that the second has just examined. Therefore only a single thread writes at a
     * time, and repeats the work for the threads that found it busy.
     *
     * <p>A failure closes the connection and has no other effect: it must not fail the request of the thread that
     * happens to write, which other nodes may answer, nor the reactor, which serves other connections.
     */
    @Override
    protected void onWrite(@Nullable SelectionKey key) {
        writeAsked.set(false);
        if (writers.getAndIncrement() == 0) {
            int served = 1;
            do {
                writeQueued(key);
                served = writers.addAndGet(-served);
            } while (served != 0);
        }
    }

    private void writeQueued(@Nullable SelectionKey key) {
        try {
            if (stream.flush()) {
                super.onWrite(key);
            }
            if (!stream.flush()) {
                selectorManager.registerSession(this, EventType.ENABLE_WRITE);
            }
        } catch (IOException ex) {
            onException(ex);
            close();
        } catch (RuntimeException | Error ex) {
            onException(ex);
            close();
        } finally {
            // A thread-local list that would keep the commands of the last batch; getting it clears it.
            merging.getLocalList();
        }
    }

    @Override
    protected @Nullable Object writeToChannel(WriteMessage message) throws IOException {
        message.writing();
        return stream.write(message.getWriteBuffer().buf()) ? message.getMessage() : null;
    }

    /**
     * Reads the available bytes and passes them on at once. xmemcached's implementation reads until no more bytes
     * arrive, which costs an extra system call each time.
     */
    @Override
    protected void readFromBuffer() {
        try {
            int room;
            int length;
            do {
                room = getReadBuffer().remaining();
                length = stream.read(getReadBuffer().buf());
                if (length < 0) {
                    close();
                } else {
                    getReadBuffer().flip();
                    decode();
                    getReadBuffer().compact();
                }
            } while (length > 0 && (length == room || stream.hasBuffered()) && !isClosed());
            if (!stream.flush()) {
                selectorManager.registerSession(this, EventType.ENABLE_WRITE);
            }
        } catch (IOException | RuntimeException | Error ex) {
            onException(ex);
            close();
        }
        selectorManager.registerSession(this, EventType.ENABLE_READ);
    }

    @Override
    public void decode() {
        owner.received();
        try {
            while (getReadBuffer().hasRemaining()) {
                WireCommand<?> command = current == null ? next() : current;
                current = command.read(getReadBuffer().buf()) ? null : command;
                if (current != null) {
                    return;
                }
            }
        } catch (ProtocolException ex) {
            close(String.valueOf(ex.getMessage()));
        }
    }

    private WireCommand<?> next() throws ProtocolException {
        // Never take(): it would block the reactor forever if the server sends unrequested bytes.
        Command command = commandAlreadySent.poll();
        if (command instanceof WireCommand<?> wire) {
            return wire;
        }
        throw new ProtocolException("the server sent a reply without a request");
    }

    void close(String why) {
        reason = why;
        close();
    }

    /**
     * Closes the socket at once. xmemcached's implementation flushes first, which blocks for seconds on a hung server.
     * Queued commands are left to the thread that may be writing them, and are discarded with the connection.
     */
    @Override
    public void close() {
        synchronized (this) {
            if (isClosed()) {
                return;
            }
            setClosed(true);
        }
        try {
            channel().close();
        } catch (IOException ex) {
            // The channel is closed in any case.
        }
        unregisterSession();
        owner.closed(reason);
    }

    @Override
    public void onException(Throwable ex) {
        reason = (ex instanceof IOException
                        ? "the connection broke: "
                        : "failure: " + ex.getClass().getName() + ": ")
                + Lines.printable(String.valueOf(ex.getMessage()));
    }
}
