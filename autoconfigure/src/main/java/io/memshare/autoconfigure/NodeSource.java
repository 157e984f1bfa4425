package io.memshare.autoconfigure;

import io.memshare.node.NodeAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/** An entry of {@code memshare.nodes} behind which there are nodes, not always the same ones. Immutable. */
sealed interface NodeSource {

    /** A name of digits alone is none; after the name of a host it is the port. */
    Pattern PORT = Pattern.compile("[0-9]+");

    /**
     * The addresses of a name, {@code dns:name:port}.
     *
     * @param name the name, and the port of each node
     */
    record Host(NodeAddress name) implements NodeSource {}

    /**
     * The targets and ports of service records (RFC 2782), {@code srv:name}.
     *
     * @param name the name of the records, such as {@code _memcached._tcp.example.com}
     */
    record Service(String name) implements NodeSource {

        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.?");

        public Service {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name + "' is not the name of a service");
            }
        }
    }

    /**
     * The members of an ElastiCache cluster, {@code elasticache:endpoint:port}.
     *
     * @param endpoint the configuration endpoint of the cluster
     */
    record Cluster(NodeAddress endpoint) implements NodeSource {}

    /** Returns whether an entry is a source, and not the address of a node, which may be a host named like a scheme. */
    static boolean isIn(String entry) {
        return switch (scheme(entry)) {
            case "dns", "srv", "elasticache" -> !PORT.matcher(rest(entry)).matches();
            default -> false;
        };
    }

    /**
     * Parses an entry that is a source.
     *
     * @throws IllegalArgumentException if what follows the scheme is not as the scheme requires
     */
    static NodeSource parse(String entry) {
        String rest = rest(entry);
        return switch (scheme(entry)) {
            case "dns" -> new Host(NodeAddress.parse(rest));
            case "srv" -> new Service(rest);
            case "elasticache" -> new Cluster(NodeAddress.parse(rest));
            default -> throw new IllegalArgumentException("the entry is the address of a node");
        };
    }

    private static String rest(String entry) {
        return entry.substring(entry.indexOf(':') + 1).strip();
    }

    private static String scheme(String entry) {
        return entry.substring(0, Math.max(0, entry.indexOf(':'))).strip().toLowerCase(Locale.ROOT);
    }
}
