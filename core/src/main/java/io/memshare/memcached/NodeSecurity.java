package io.memshare.memcached;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How connections to one node are secured. Immutable. */
public final class NodeSecurity {

    /** Nothing is encrypted and nobody is asked for. */
    public static final NodeSecurity NONE = new NodeSecurity(null, null);

    private final @Nullable Supplier<Tls> tls;
    private final @Nullable Credentials credentials;

    private NodeSecurity(@Nullable Supplier<Tls> tls, @Nullable Credentials credentials) {
        this.tls = tls;
        this.credentials = credentials;
    }

    /**
     * TLS without a password.
     *
     * @param tls is asked for each connection, so that certificates can be replaced; thread-safe
     */
    public static NodeSecurity tls(Supplier<Tls> tls) {
        return new NodeSecurity(Objects.requireNonNull(tls, "tls"), null);
    }

    /**
     * TLS with a user name and a password.
     *
     * @param tls is asked for each connection, so that certificates can be replaced; thread-safe
     * @param credentials what the node is told on every connection
     */
    public static NodeSecurity tls(Supplier<Tls> tls, Credentials credentials) {
        return new NodeSecurity(Objects.requireNonNull(tls, "tls"), Objects.requireNonNull(credentials, "credentials"));
    }

    /**
     * A user name and a password that everybody on the way can read.
     *
     * @param credentials what the node is told on every connection
     */
    public static NodeSecurity passwordInTheClear(Credentials credentials) {
        return new NodeSecurity(null, Objects.requireNonNull(credentials, "credentials"));
    }

    @Nullable Tls tls() {
        return tls == null ? null : tls.get();
    }

    @Nullable Credentials credentials() {
        return credentials;
    }

    @Override
    public String toString() {
        return (tls == null ? "no TLS" : "TLS") + (credentials == null ? ", no password" : ", a password");
    }
}
