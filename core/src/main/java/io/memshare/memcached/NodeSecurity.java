package io.memshare.memcached;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The security of connections to a node. Immutable. */
public final class NodeSecurity {

    /** No encryption and no authentication. */
    public static final NodeSecurity NONE = new NodeSecurity(null, null);

    private final @Nullable Supplier<Tls> tls;
    private final @Nullable Credentials credentials;

    private NodeSecurity(@Nullable Supplier<Tls> tls, @Nullable Credentials credentials) {
        this.tls = tls;
        this.credentials = credentials;
    }

    /**
     * Returns TLS without a password.
     *
     * @param tls called for each connection, so that certificates can be replaced; thread-safe
     */
    public static NodeSecurity tls(Supplier<Tls> tls) {
        return new NodeSecurity(Objects.requireNonNull(tls, "tls"), null);
    }

    /**
     * Returns TLS with a user name and a password.
     *
     * @param tls called for each connection, so that certificates can be replaced; thread-safe
     * @param credentials the credentials sent on every connection
     */
    public static NodeSecurity tls(Supplier<Tls> tls, Credentials credentials) {
        return new NodeSecurity(Objects.requireNonNull(tls, "tls"), Objects.requireNonNull(credentials, "credentials"));
    }

    /**
     * Returns a user name and a password without encryption, which any eavesdropper can read.
     *
     * @param credentials the credentials sent on every connection
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
