package io.memshare.testkit;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The security of a server: TLS ({@code -Z}), client certificates, and a password ({@code -Y}). Immutable.
 *
 * @param certificate the certificate of the server, or null for no TLS
 * @param clients the authority that must have signed the certificates of clients, or null to accept any client
 * @param password user name and password separated by a blank, or null for none
 */
public record ServerSecurity(
        @Nullable TestIdentity certificate,
        @Nullable TestAuthority clients,
        @Nullable String password) {

    /** No security. */
    public static final ServerSecurity NONE = new ServerSecurity(null, null, null);

    /** Returns a copy with TLS. */
    public ServerSecurity withCertificate(TestIdentity other) {
        return new ServerSecurity(other, clients, password);
    }

    /** Returns a copy that requires clients to have a certificate signed by an authority. */
    public ServerSecurity withClientsOf(TestAuthority other) {
        return new ServerSecurity(certificate, other, password);
    }

    /** Returns a copy with a password. */
    public ServerSecurity withPassword(String user, String secret) {
        return new ServerSecurity(certificate, clients, user + " " + secret);
    }

    /** Writes the files that memcached reads, and returns its arguments. */
    List<String> prepare(Path folder) throws IOException {
        List<String> arguments = new ArrayList<>();
        if (password != null) {
            Path users = folder.resolve("users");
            Files.writeString(users, password.replaceFirst(" ", ":") + "\n", StandardCharsets.UTF_8);
            arguments.addAll(List.of("-Y", users.toString()));
        }
        if (certificate != null) {
            certificate.write(folder, "server");
            String options =
                    "ssl_chain_cert=" + folder.resolve("server.pem") + ",ssl_key=" + folder.resolve("server-key.pem");
            if (clients != null) {
                Path authority = folder.resolve("clients.pem");
                TestIdentity.writePem(authority, "CERTIFICATE", encoded(clients.certificate()));
                options += ",ssl_verify_mode=2,ssl_ca_cert=" + authority;
            }
            arguments.addAll(List.of("-Z", "-o", options));
        }
        return arguments;
    }

    private static byte[] encoded(X509Certificate certificate) throws IOException {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException ex) {
            throw new IOException(ex);
        }
    }

    /** Returns a connected socket with the TLS that this server expects; any server certificate is accepted. */
    Socket over(Socket socket, int timeoutMillis) throws IOException {
        if (certificate == null) {
            return socket;
        }
        // A context of its own: a server that verifies clients refuses to resume the session of another connection.
        SSLContext context =
                TestIdentity.context(clients == null ? null : clients.client(), new TrustManager[] {new TrustsAll()});
        SSLSocket secured =
                (SSLSocket) context.getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true);
        secured.setSoTimeout(timeoutMillis);
        secured.startHandshake();
        return secured;
    }

    @Override
    public String toString() {
        return (certificate == null ? "no TLS" : "TLS") + (password == null ? ", no password" : ", a password");
    }

    /** Accepts any certificate: the server is a process of the test, on this machine. */
    private static final class TrustsAll extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
