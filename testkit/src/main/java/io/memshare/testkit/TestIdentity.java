package io.memshare.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A private key with its certificate, for a single test run. Immutable.
 *
 * @param key the key
 * @param certificate the certificate
 * @param issuer the certificate of the authority that signed it
 */
public record TestIdentity(PrivateKey key, X509Certificate certificate, X509Certificate issuer) {

    private static final char[] PASSWORD = "test".toCharArray();

    /**
     * Returns a TLS context for a program that has an identity and trusts an authority.
     *
     * @param identity the identity of the program, or null
     * @param trusted the authority that it trusts
     */
    public static SSLContext context(@Nullable TestIdentity identity, TestAuthority trusted) {
        try {
            KeyStore store = emptyStore();
            store.setCertificateEntry("authority", trusted.certificate());
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return context(identity, factory.getTrustManagers());
        } catch (GeneralSecurityException | IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    static SSLContext context(@Nullable TestIdentity identity, TrustManager[] trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity == null ? null : identity.keyManagers(), trust, null);
            return context;
        } catch (GeneralSecurityException | IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setKeyEntry("identity", key, PASSWORD, new Certificate[] {certificate, issuer});
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /**
     * Writes the certificate and the key in PEM format.
     *
     * @param folder the target folder
     * @param name the files are {@code name.pem} and {@code name-key.pem}
     */
    public void write(Path folder, String name) throws IOException {
        try {
            writePem(folder.resolve(name + ".pem"), "CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException ex) {
            throw new IOException(ex);
        }
        writePem(folder.resolve(name + "-key.pem"), "PRIVATE KEY", key.getEncoded());
    }

    static void writePem(Path file, String kind, byte[] content) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        String pem = "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
        Files.write(file, pem.getBytes(StandardCharsets.US_ASCII));
    }
}
