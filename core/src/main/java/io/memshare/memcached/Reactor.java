package io.memshare.memcached;

import com.google.code.yanf4j.config.Configuration;
import com.google.code.yanf4j.core.EventType;
import com.google.code.yanf4j.core.Session;
import com.google.code.yanf4j.core.WriteMessage;
import com.google.code.yanf4j.core.impl.HandlerAdapter;
import com.google.code.yanf4j.nio.NioSessionConfig;
import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.rubyeye.xmemcached.CommandFactory;
import net.rubyeye.xmemcached.buffer.SimpleBufferAllocator;
import net.rubyeye.xmemcached.command.TextCommandFactory;
import net.rubyeye.xmemcached.impl.ArrayMemcachedSessionLocator;
import net.rubyeye.xmemcached.impl.IndexMemcachedSessionComparator;
import net.rubyeye.xmemcached.impl.MemcachedConnector;
import net.rubyeye.xmemcached.impl.Optimizer;

/**
 * xmemcached's selector thread with its merging of writes. All other functions of xmemcached's connector (connecting,
 * healing, heartbeat, choosing a server by key) are unused.
 */
final class Reactor extends MemcachedConnector {

    private static final CommandFactory COMMANDS = new TextCommandFactory();

    private final Optimizer merging;
    private final Optimizer single;

    // The constructor requires the deprecated allocator, but nothing used here allocates through it.
    @SuppressWarnings("deprecation")
    private Reactor() {
        super(
                configuration(),
                new ArrayMemcachedSessionLocator(),
                new IndexMemcachedSessionComparator(),
                new SimpleBufferAllocator(),
                COMMANDS,
                1,
                Integer.MAX_VALUE);
        this.merging = optimizer(true);
        this.single = optimizer(false);
    }

    private static Optimizer optimizer(boolean mergesCommands) {
        Optimizer optimizer = new Optimizer(COMMANDS.getProtocol());
        optimizer.setOptimizeGet(false);
        optimizer.setOptimizeMergeBuffer(mergesCommands);
        return optimizer;
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.setSelectorPoolSize(1);
        configuration.setReadThreadCount(0);
        configuration.setWriteThreadCount(0);
        configuration.setDispatchMessageThreadCount(0);
        configuration.setSessionIdleTimeout(0);
        configuration.setCheckSessionTimeoutInterval(0);
        return configuration;
    }

    static Reactor started() throws IOException {
        Reactor reactor = new Reactor();
        reactor.setEnableHealSession(false);
        reactor.setSessionTimeout(-1);
        reactor.setHandler(new Failures());
        reactor.start();
        return reactor;
    }

    /** Returns whether the thread is running; an error that xmemcached does not catch ends it. */
    boolean isAlive() {
        return getSelectorManager().getReactorByIndex(0).isAlive();
    }

    /** Stops the thread and closes its remaining connections. */
    void stopped() {
        try {
            stop();
        } catch (IOException ex) {
            // xmemcached declares this exception but never throws it.
        }
    }

    /**
     * Starts to serve a connection.
     *
     * @param stream a connection, ready for requests
     * @param owner is notified of events of the connection
     */
    WireSession attach(ByteStream stream, WireSession.Owner owner) {
        NioSessionConfig config = new NioSessionConfig(
                stream.channel(),
                getHandler(),
                getSelectorManager(),
                getCodecFactory(),
                getStatistics(),
                new ConcurrentLinkedQueue<WriteMessage>(),
                null,
                true,
                -1,
                0);
        Optimizer optimizer = stream.keepsCommandsApart() ? single : merging;
        WireSession session = new WireSession(config, optimizer, COMMANDS, stream, owner);
        getSelectorManager().registerSession(session, EventType.ENABLE_READ);
        session.start();
        return session;
    }

    /** Reports exceptions that xmemcached caught while writing to their connection. */
    private static final class Failures extends HandlerAdapter {

        @Override
        public void onExceptionCaught(Session session, Throwable failure) {
            if (session instanceof WireSession wire) {
                wire.onException(failure);
            }
        }
    }
}
