package io.memshare.memcached;

import io.memshare.node.NodeAddress;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * What is needed to speak TLS with a node. Immutable. The node's certificate is always verified, and that it was made out to
 * the host that the node is configured by.
 *
 * @param context trusts the nodes' certificates, and has the application's own where nodes ask for one
 * @param protocols the versions of TLS; none for the context's own
 * @param ciphers the cipher suites; none for the context's own
 */
public record Tls(SSLContext context, List<String> protocols, List<String> ciphers) {

    public Tls {
        protocols = List.copyOf(protocols);
        ciphers = List.copyOf(ciphers);
    }

    /**
     * TLS with the protocols and cipher suites of a context.
     *
     * @param context trusts the nodes' certificates
     */
    public static Tls of(SSLContext context) {
        return new Tls(context, List.of(), List.of());
    }

    SSLEngine engine(NodeAddress address) {
        SSLEngine engine = context.createSSLEngine(identity(address.host()), address.port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!protocols.isEmpty()) {
            parameters.setProtocols(protocols.toArray(String[]::new));
        }
        if (!ciphers.isEmpty()) {
            parameters.setCipherSuites(ciphers.toArray(String[]::new));
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** Returns what a certificate calls a host: without the dot that makes a name absolute, without the zone of IPv6. */
    static String identity(String host) {
        int zone = host.indexOf('%');
        String name = zone < 0 ? host : host.substring(0, zone);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
