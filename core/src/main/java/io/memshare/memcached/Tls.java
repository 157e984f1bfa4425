package io.memshare.memcached;

import io.memshare.node.NodeAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * The settings for TLS connections to a node. Immutable. The certificate of the node is always verified, including that
 * it was issued for the host by which the node is configured.
 *
 * @param context trusts the certificates of the nodes, and has a certificate of the application if nodes require it
 * @param protocols the TLS versions; empty for the defaults of the context
 * @param ciphers the cipher suites; empty for the defaults of the context
 */
public record Tls(SSLContext context, List<String> protocols, List<String> ciphers) {

    /**
     * Numbers connections. A context looks for a session to resume by host and port; above all ports it finds none,
     * also not one of a connection that the application itself has made with the context.
     */
    private static final AtomicInteger NUMBERS = new AtomicInteger(1 << 16);

    public Tls {
        protocols = List.copyOf(protocols);
        ciphers = List.copyOf(ciphers);
    }

    /**
     * Returns settings with the protocols and cipher suites of a context.
     *
     * @param context trusts the certificates of the nodes
     */
    public static Tls of(SSLContext context) {
        return new Tls(context, List.of(), List.of());
    }

    /**
     * Returns the TLS of a new connection. It never resumes the TLS session of an earlier one: a memcached that
     * verifies its clients ends a connection that tries to, with the alert {@code internal_error}.
     */
    SSLEngine engine(NodeAddress address) {
        SSLEngine engine = context.createSSLEngine(identity(address.host()), NUMBERS.incrementAndGet());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        applyTo(parameters);
        engine.setSSLParameters(parameters);
        return engine;
    }

    /**
     * Sets what a connection requires: the certificate of the host, and the protocols and cipher suites of these
     * settings.
     *
     * @param parameters the parameters of a client, changed by this method
     */
    public void applyTo(SSLParameters parameters) {
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!protocols.isEmpty()) {
            parameters.setProtocols(protocols.toArray(String[]::new));
        }
        if (!ciphers.isEmpty()) {
            parameters.setCipherSuites(ciphers.toArray(String[]::new));
        }
    }

    /**
     * Returns the name of a host as certificates contain it: without the trailing dot of an absolute name, and without
     * the zone of an IPv6 address.
     */
    static String identity(String host) {
        int zone = host.indexOf('%');
        String name = zone < 0 ? host : host.substring(0, zone);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
