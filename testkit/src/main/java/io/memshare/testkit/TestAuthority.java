package io.memshare.testkit;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An authority that signs certificates for a single test run. Its key exists in memory only. Thread-safe. */
public final class TestAuthority {

    private static final Duration DAY = Duration.ofDays(1);
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.identifier("1.2.840.10045.4.3.2"));

    private final String name;
    private final KeyPair keys = keys();
    private final AtomicInteger serials = new AtomicInteger();
    private final X509Certificate certificate;
    private @Nullable TestIdentity client;

    /**
     * Creates an authority.
     *
     * @param name the name in the certificates, printable
     */
    public TestAuthority(String name) {
        this.name = name;
        byte[] isAuthority = extension("2.5.29.19", true, Der.sequence(Der.yes()));
        this.certificate = signed(
                name, keys.getPublic(), Instant.now().minus(DAY), Instant.now().plus(DAY), isAuthority);
    }

    /** Returns the authority's own certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** Returns an identity for the clients of the test kit, always the same. */
    synchronized TestIdentity client() {
        if (client == null) {
            client = issue("testkit");
        }
        return client;
    }

    /**
     * Creates a key and a certificate that is valid from yesterday to tomorrow.
     *
     * @param hosts host names and IP addresses for which the certificate is issued
     */
    public TestIdentity issue(String... hosts) {
        return issue(Instant.now().minus(DAY), Instant.now().plus(DAY), hosts);
    }

    /**
     * Creates a key and a certificate.
     *
     * @param from the start of its validity
     * @param to the end of its validity
     * @param hosts host names and IP addresses for which the certificate is issued
     */
    public TestIdentity issue(Instant from, Instant to, String... hosts) {
        KeyPair issued = keys();
        byte[][] names =
                Arrays.stream(hosts).map(TestAuthority::alternativeName).toArray(byte[][]::new);
        byte[] alternatives = extension("2.5.29.17", false, Der.sequence(names));
        return new TestIdentity(
                issued.getPrivate(), signed(name + " issued", issued.getPublic(), from, to, alternatives), certificate);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static byte[] alternativeName(String host) {
        boolean address = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
        try {
            return address
                    ? Der.tagged(0x87, InetAddress.getByName(host).getAddress())
                    : Der.tagged(0x82, host.getBytes(StandardCharsets.US_ASCII));
        } catch (UnknownHostException ex) {
            throw new IllegalArgumentException(ex);
        }
    }

    private static byte[] extension(String identifier, boolean critical, byte[] value) {
        byte[] octets = Der.octets(value);
        return critical
                ? Der.sequence(Der.identifier(identifier), Der.yes(), octets)
                : Der.sequence(Der.identifier(identifier), octets);
    }

    private static byte[] named(String name) {
        return Der.sequence(Der.set(Der.sequence(Der.identifier("2.5.4.3"), Der.text(name))));
    }

    private X509Certificate signed(String subject, PublicKey key, Instant from, Instant to, byte[] extension) {
        byte[] content = Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(BigInteger.valueOf(serials.incrementAndGet())),
                ECDSA_WITH_SHA256,
                named(name),
                Der.sequence(Der.time(from), Der.time(to)),
                named(subject),
                key.getEncoded(),
                Der.tagged(0xa3, Der.sequence(extension)));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            byte[] all = Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(all));
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
