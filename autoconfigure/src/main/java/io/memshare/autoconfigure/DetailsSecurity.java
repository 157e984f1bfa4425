package io.memshare.autoconfigure;

import io.memshare.memcached.Credentials;
import io.memshare.memcached.NodeSecurity;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

/**
 * Converts the TLS settings and passwords of connection details to the security of their nodes. Messages contain
 * neither user names nor passwords.
 *
 * @param allowPlaintextPassword whether a password may be sent without TLS
 */
record DetailsSecurity(boolean allowPlaintextPassword) {

    private static final String HIDDEN = "******";

    /**
     * Checks and converts.
     *
     * @throws InvalidMemsharePropertyException if the values are inconsistent
     */
    NodeSecurity of(MemshareConnectionDetails details) {
        Credentials credentials = credentials(details.username(), details.password());
        BundledTls tls = tls(details);
        if (tls == null) {
            return inTheClear(credentials);
        }
        try {
            tls.get();
        } catch (RuntimeException ex) {
            throw new InvalidMemsharePropertyException(
                    "memshare.ssl.bundle",
                    "",
                    "the SSL bundle cannot be used: " + ex.getMessage(),
                    "Correct the key store, the trust store and the options of the bundle below spring.ssl.bundle.",
                    ex);
        }
        return credentials == null ? NodeSecurity.tls(tls) : NodeSecurity.tls(tls, credentials);
    }

    /** Returns the TLS of the details, or null if they have none. */
    static @Nullable BundledTls tls(MemshareConnectionDetails details) {
        return details.sslBundle() == null ? null : new BundledTls(bundle(details));
    }

    private static Supplier<SslBundle> bundle(MemshareConnectionDetails details) {
        return () -> {
            SslBundle bundle = details.sslBundle();
            if (bundle == null) {
                throw new IllegalStateException("the SSL bundle has gone");
            }
            return bundle;
        };
    }

    private NodeSecurity inTheClear(@Nullable Credentials credentials) {
        if (credentials == null) {
            return NodeSecurity.NONE;
        }
        if (!allowPlaintextPassword) {
            throw new InvalidMemsharePropertyException(
                    "memshare.password",
                    HIDDEN,
                    "it would be sent without TLS, readable for every host between",
                    "Name an SSL bundle by memshare.ssl.bundle and start memcached with -Z, or set"
                            + " memshare.allow-plaintext-password to true where the network is trusted.");
        }
        return NodeSecurity.passwordInTheClear(credentials);
    }

    private static @Nullable Credentials credentials(@Nullable String configuredName, @Nullable String configured) {
        String username = configuredName == null ? "" : configuredName;
        String password = configured == null ? "" : configured;
        boolean named = !username.isEmpty();
        boolean secret = !password.isEmpty();
        if (!named && !secret) {
            return null;
        }
        if (!named || !secret) {
            throw new InvalidMemsharePropertyException(
                    secret ? "memshare.username" : "memshare.password",
                    "",
                    "it is missing, while memshare." + (secret ? "password" : "username") + " is set",
                    "Set both as in the file that memcached was started with (-Y), or none.");
        }
        try {
            return new Credentials(username, password);
        } catch (IllegalArgumentException ex) {
            String message = String.valueOf(ex.getMessage());
            throw new InvalidMemsharePropertyException(
                    message.startsWith("the user name ") ? "memshare.username" : "memshare.password",
                    HIDDEN,
                    message,
                    "Choose a user name and a password without blanks that memcached's authentication file can hold.",
                    ex);
        }
    }
}
