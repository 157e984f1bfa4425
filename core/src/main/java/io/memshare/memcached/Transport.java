package io.memshare.memcached;

import io.memshare.node.Dialer;
import io.memshare.node.KeyCrawler;
import io.memshare.node.MisconfiguredNodeException;
import io.memshare.node.NodeAddress;
import io.memshare.node.StatsReader;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The only way to connect to a server, for requests and for the crawler: connect, TLS, authentication, version. All
 * steps run on the calling thread, which waits, within a common timeout. If TLS is configured, nothing is ever sent
 * unencrypted. Safe for use by several threads.
 */
public final class Transport {

    private final Function<NodeAddress, NodeSecurity> security;
    private final LongSupplier nanoTime;

    /**
     * Creates a transport.
     *
     * @param security returns the security of a node; thread-safe, called for each connection
     * @param nanoTime a monotonic clock such as {@link System#nanoTime}
     */
    public Transport(Function<NodeAddress, NodeSecurity> security, LongSupplier nanoTime) {
        this.security = security;
        this.nanoTime = nanoTime;
    }

    /**
     * Returns a transport without encryption and passwords.
     *
     * @param nanoTime a monotonic clock such as {@link System#nanoTime}
     */
    public static Transport plain(LongSupplier nanoTime) {
        return new Transport(address -> NodeSecurity.NONE, nanoTime);
    }

    /**
     * Starts a dialer for requests.
     *
     * @param clock the time of day, for expiries above 30 days
     * @throws IOException if the operating system provides no selector
     */
    public Dialer dialer(InstantSource clock) throws IOException {
        return MemcachedDialer.start(clock, this);
    }

    /** Returns a crawler, which finds the keys that a server holds. */
    public KeyCrawler crawler() {
        return new MetadumpCrawler(this);
    }

    /** Returns a reader of the statistics of servers. */
    public StatsReader stats() {
        return new StatsCommand(this);
    }

    Deadline deadline(Duration span) {
        return Deadline.after(span, nanoTime);
    }

    /** Returns whether a server gets a password. */
    boolean hasPassword(NodeAddress address) {
        return security.apply(address).credentials() != null;
    }

    /**
     * Connects and introduces this application.
     *
     * @param address the server; its name is resolved each time, because a node may come back under another IP address
     * @return a conversation in which the server has reported its version
     * @throws MisconfiguredNodeException if the server is incompatible with the configuration of this application
     * @throws IOException if the server cannot be reached by the deadline; the message is human-readable
     */
    Dialog open(NodeAddress address, Deadline deadline) throws IOException {
        NodeSecurity secured = security.apply(address);
        Tls tls = secured.tls();
        SocketChannel channel = connect(address, deadline);
        AutoCloseable opened = channel;
        try {
            ByteStream stream = tls == null ? new PlainStream(channel) : new TlsStream(channel, tls.engine(address));
            Dialog dialog = Dialog.on(stream);
            opened = dialog;
            if (stream instanceof TlsStream encrypted) {
                shakeHands(encrypted, dialog, deadline);
            }
            Introduction.make(dialog, secured.credentials(), deadline);
            return dialog;
        } catch (SSLException ex) {
            throw abandoned(opened, TlsDiagnosis.of(ex, address));
        } catch (SocketTimeoutException ex) {
            throw abandoned(opened, new IOException("connected, but no answer within " + deadline, ex));
        } catch (ProtocolException ex) {
            throw abandoned(opened, new IOException(ex.getMessage(), ex));
        } catch (EOFException | SocketException ex) {
            throw abandoned(opened, ended(address, tls, deadline, ex));
        } catch (IOException ex) {
            throw abandoned(opened, ex);
        } catch (IllegalArgumentException ex) {
            // Thrown by TLS for options that this Java does not support.
            throw abandoned(opened, new MisconfiguredNodeException("TLS cannot be used: " + ex.getMessage(), ex));
        }
    }

    private static void shakeHands(TlsStream stream, Dialog dialog, Deadline deadline) throws IOException {
        try {
            for (int wanted = stream.handshake(); wanted != 0; wanted = stream.handshake()) {
                dialog.await(wanted, deadline);
            }
        } catch (SocketTimeoutException ex) {
            throw new IOException("connected, but no answer to the TLS handshake within " + deadline, ex);
        } catch (EOFException | SocketException ex) {
            throw new IOException("the server ended the connection during the TLS handshake", ex);
        }
    }

    /**
     * Handles a server that closed the connection after the first command, as a TLS server does with a plain-text
     * command.
     */
    private static IOException ended(NodeAddress address, @Nullable Tls tls, Deadline deadline, IOException cause) {
        if (tls == null && speaksTls(address, deadline)) {
            return new MisconfiguredNodeException(
                    "it speaks TLS only; set memshare.ssl.bundle or memshare.ssl.enabled, or start memcached"
                            + " without -Z",
                    cause);
        }
        return new IOException("the server ended the connection before it answered", cause);
    }

    private static boolean speaksTls(NodeAddress address, Deadline deadline) {
        try {
            return TlsProbe.speaksTls(connect(address, deadline), deadline);
        } catch (IOException ex) {
            return false;
        }
    }

    private static SocketChannel connect(NodeAddress address, Deadline deadline) throws IOException {
        InetSocketAddress socketAddress = new InetSocketAddress(address.host(), address.port());
        if (socketAddress.isUnresolved()) {
            throw new IOException("the host name " + address.host() + " cannot be resolved");
        }
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            channel.socket().connect(socketAddress, Math.max(1, deadline.remainingMillis()));
            channel.configureBlocking(false);
            return channel;
        } catch (SocketTimeoutException ex) {
            throw abandoned(channel, new IOException("no connection within " + deadline, ex));
        } catch (IOException ex) {
            throw abandoned(channel, new IOException(String.valueOf(ex.getMessage()), ex));
        }
    }

    /** Closes a resource and returns the exception to throw. */
    static IOException abandoned(AutoCloseable opened, IOException reason) {
        try {
            opened.close();
        } catch (Exception ex) {
            reason.addSuppressed(ex);
        }
        return reason;
    }
}
