package io.memshare.autoconfigure;

import io.memshare.node.NodeAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * The nodes of {@code memshare.nodes} and their security. Immutable except for the contents of SSL bundles.
 *
 * @param nodes the nodes
 * @param security the properties of their security
 * @param bundles the source of SSL bundles, or null if there are none
 */
record PropertiesMemshareConnectionDetails(
        List<NodeAddress> nodes,
        MemshareSecurityProperties security,
        @Nullable SslBundles bundles) implements MemshareConnectionDetails {

    private static final MemshareSecurityProperties UNSECURED =
            new MemshareSecurityProperties(null, null, false, new MemshareSecurityProperties.Ssl(false, null));

    PropertiesMemshareConnectionDetails {
        nodes = List.copyOf(nodes);
    }

    /**
     * Parses the entries of the property, and looks up those that are to be looked up.
     *
     * @throws InvalidMemsharePropertyException if the entries lead to no list of nodes
     */
    static PropertiesMemshareConnectionDetails parse(NodeEntries entries) {
        return new PropertiesMemshareConnectionDetails(entries.nodes(), UNSECURED, null);
    }

    /** Returns the same nodes with another security. */
    PropertiesMemshareConnectionDetails secured(MemshareSecurityProperties other, @Nullable SslBundles from) {
        return new PropertiesMemshareConnectionDetails(nodes, other, from);
    }

    @Override
    public @Nullable String username() {
        return security.username();
    }

    @Override
    public @Nullable String password() {
        return security.password();
    }

    /**
     * Returns the current bundle, or that of the JVM if none is named.
     *
     * @throws InvalidMemsharePropertyException if there is no bundle of that name
     */
    @Override
    public @Nullable SslBundle sslBundle() {
        String name = security.ssl().bundle();
        if (!security.ssl().isEnabled()) {
            return null;
        }
        if (name == null || name.isBlank()) {
            return SslBundle.systemDefault();
        }
        try {
            if (bundles != null) {
                return bundles.getBundle(name);
            }
        } catch (NoSuchSslBundleException ex) {
            // Reported below.
        }
        throw new InvalidMemsharePropertyException(
                "memshare.ssl.bundle",
                name,
                "there is no SSL bundle of that name",
                "Define it below spring.ssl.bundle.pem or spring.ssl.bundle.jks, or correct the name.");
    }
}
