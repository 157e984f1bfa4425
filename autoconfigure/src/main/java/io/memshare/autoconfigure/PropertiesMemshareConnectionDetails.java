package io.memshare.autoconfigure;

import io.memshare.node.NodeAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static final String PROPERTY = "memshare.nodes";
    private static final String FORMS = "Write each node as host, host:port, [IPv6]:port or tcp://host:port,"
            + " for example 10.1.1.1:11211; the port is 11211 when none is given.";

    PropertiesMemshareConnectionDetails {
        nodes = List.copyOf(nodes);
    }

    /**
     * Parses the entries of the property.
     *
     * @throws InvalidMemsharePropertyException if there are no entries, an entry is not an address, or two entries are
     *     equal
     */
    static PropertiesMemshareConnectionDetails parse(List<String> entries) {
        if (entries.isEmpty()) {
            throw new InvalidMemsharePropertyException(
                    PROPERTY,
                    "",
                    "it names no node, and sessions need at least 1 node",
                    FORMS + " Remove the property to use localhost:11211.");
        }
        Map<NodeAddress, Integer> positions = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            NodeAddress address = parse(entries, i);
            Integer earlier = positions.putIfAbsent(address, i);
            if (earlier != null) {
                throw duplicate(entries, i, earlier, address);
            }
        }
        return new PropertiesMemshareConnectionDetails(new ArrayList<>(positions.keySet()), UNSECURED, null);
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

    private static NodeAddress parse(List<String> entries, int index) {
        try {
            return NodeAddress.parse(entries.get(index));
        } catch (IllegalArgumentException ex) {
            throw new InvalidMemsharePropertyException(
                    entryName(index),
                    entries.get(index),
                    "entry " + (index + 1) + " of " + entries.size() + " is not a node: " + ex.getMessage(),
                    FORMS,
                    ex);
        }
    }

    private static InvalidMemsharePropertyException duplicate(
            List<String> entries, int index, int earlier, NodeAddress address) {
        return new InvalidMemsharePropertyException(
                entryName(index),
                entries.get(index),
                "entry " + (index + 1) + " of " + entries.size() + " is the node " + address + ", and so is entry "
                        + (earlier + 1) + ", '" + entries.get(earlier) + "'",
                "List each node once. Two copies of a session on one node protect against nothing.");
    }

    private static String entryName(int index) {
        return PROPERTY + "[" + index + "]";
    }
}
