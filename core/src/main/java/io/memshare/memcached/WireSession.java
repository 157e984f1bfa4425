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
 * xmemcached's connection with the parts replaced that do not bear a sick server: replies are matched without ever blocking
 * the reactor, and closing neither flushes nor blocks. Whatever is wrong closes the connection and is told to the owner.
 *
 * <p>Reading happens on the reactor's thread only; {@link #close} and writing on any.
 */
final class WireSession extends MemcachedTCPSession {

    private static final int READ_BUFFER = 32 * 1024;

    private final Owner owner;
    private final ByteStream stream;
    private final Optimizer merging;
    /** How many threads have come to write since nobody was writing. */
    private final AtomicInteger writers = new AtomicInteger();
    /** Whether the reactor has been asked to write and has not begun to. */
    private final AtomicBoolean writeAsked = new AtomicBoolean();

    private @Nullable WireCommand<?> current;
    private volatile String reason = "the server closed the connection";

    /** Hears of the connection on the reactor's thread, or on that of whoever closes it. */
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
     * Lets the thread that sends write, if nothing is under way; the reactor goes on where the socket takes no more. Otherwise
     * the reactor writes, and everything that is queued at once. xmemcached leaves every write to the reactor: a wake-up and a
     * hop to its thread, which is worth it only for several commands. It has the selector tell that the socket takes
     * something, which it nearly always does. Asking for that fails on a connection that is being closed, where the reactor's
     * thread does not survive it; so the reactor is told to write instead.
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
     * Writes what is queued. xmemcached's way is made for one writer: of two, one may take from the queue what the other has
     * just looked at. So only one thread is in there at a time, and does it again for those that found it at work.
     *
     * <p>Whatever goes wrong ends the connection and nothing else: neither the request of the thread that happens to write,
     * which other nodes may answer, nor the reactor, which serves other connections.
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
            } else {
                selectorManager.registerSession(this, EventType.ENABLE_WRITE);
            }
        } catch (IOException ex) {
            onException(ex);
            close();
        } catch (RuntimeException | Error ex) {
            onException(ex);
            close();
        } finally {
            // A list of the calling thread, which would keep the commands of its last batch; asking for it empties it.
            merging.getLocalList();
        }
    }

    @Override
    protected @Nullable Object writeToChannel(WriteMessage message) throws IOException {
        message.writing();
        return stream.write(message.getWriteBuffer().buf()) ? message.getMessage() : null;
    }

    /**
     * Reads what has arrived and passes it on at once. xmemcached's own way reads until nothing comes any more, one system
     * call too many each time.
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
        // Never take(): it would block the reactor for good when the server says something unasked.
        Command command = commandAlreadySent.poll();
        if (command instanceof WireCommand<?> wire) {
            return wire;
        }
        throw new ProtocolException("the server said something without being asked");
    }

    void close(String why) {
        reason = why;
        close();
    }

    /**
     * Closes the socket at once. xmemcached's own way flushes first, which blocks for seconds on a hung server. What is queued
     * is left to whoever is writing it at this moment, and goes with the connection.
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
            // It is closed all the same.
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
