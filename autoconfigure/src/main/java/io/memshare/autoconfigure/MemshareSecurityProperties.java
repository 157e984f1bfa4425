package io.memshare.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the connections to the nodes are secured. Immutable.
 *
 * @param username User name for nodes that were started with an authentication file (-Y).
 * @param password Password for nodes that were started with an authentication file (-Y).
 * @param allowPlaintextPassword Whether the password may be sent without TLS, readable for every host between.
 * @param ssl properties of TLS
 */
@ConfigurationProperties("memshare")
record MemshareSecurityProperties(
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("false") boolean allowPlaintextPassword,
        @DefaultValue Ssl ssl) {

    /**
     * Properties of TLS.
     *
     * @param enabled Whether the nodes are spoken to through TLS. Enabled automatically if a bundle is set.
     * @param bundle Name of the SSL bundle whose trust store verifies the nodes and whose key store is shown to them.
     */
    record Ssl(@Nullable Boolean enabled, @Nullable String bundle) {

        boolean isEnabled() {
            return enabled == null ? hasBundle() : enabled;
        }

        boolean hasBundle() {
            return bundle != null && !bundle.isBlank();
        }
    }

    /** Reveals neither user name nor password. */
    @Override
    public String toString() {
        return "MemshareSecurityProperties[" + ssl + "]";
    }
}
