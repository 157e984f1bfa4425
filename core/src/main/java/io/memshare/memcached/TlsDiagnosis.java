package io.memshare.memcached;

import io.memshare.node.MisconfiguredNodeException;
import io.memshare.node.NodeAddress;
import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Derives the cause of a TLS failure and its remedy. Texts from the server's certificate are not repeated. */
final class TlsDiagnosis {

    private static final int MOST_CAUSES = 20;
    private static final String ALERT = "Received fatal alert: ";

    private TlsDiagnosis() {}

    /**
     * Returns the exception to throw.
     *
     * @param failure the failure reported by TLS
     * @param address the node
     */
    static IOException of(SSLException failure, NodeAddress address) {
        String cause = cause(failure, address);
        return cause == null
                ? new IOException("TLS failed: " + Lines.printable(String.valueOf(failure.getMessage())), failure)
                : new MisconfiguredNodeException(cause, failure);
    }

    private static @Nullable String cause(SSLException failure, NodeAddress address) {
        String message = String.valueOf(failure.getMessage());
        if (message.startsWith(ALERT)) {
            return alert(message.substring(ALERT.length()));
        }
        if (message.contains("recognized SSL message")) {
            return "it does not speak TLS; start memcached with -Z, or set memshare.ssl.enabled to false";
        }
        if (isCausedBy(failure, CertificateExpiredException.class)) {
            return "its certificate has expired; renew it on the node";
        }
        if (isCausedBy(failure, CertificateNotYetValidException.class)) {
            return "its certificate is not valid yet; compare the clocks of the node and of this machine";
        }
        if (isCausedBy(failure, CertPathBuilderException.class)
                || isCausedBy(failure, CertPathValidatorException.class)) {
            return "its certificate is not trusted; put the authority that has signed it into the trust store of the"
                    + " SSL bundle (memshare.ssl.bundle)";
        }
        if (isForAnotherHost(failure)) {
            return "its certificate was not made out to " + address.host() + "; name the node in memshare.nodes as its"
                    + " certificate does, or give it a certificate with that subject alternative name";
        }
        if (isCausedBy(failure, CertificateException.class)) {
            return "its certificate cannot be used for a TLS server; give the node a certificate for server"
                    + " authentication with an algorithm that this Java accepts";
        }
        if (message.contains("No appropriate protocol")) {
            return "the SSL bundle allows no version of TLS or cipher suite that this Java has; correct its options";
        }
        return null;
    }

    private static @Nullable String alert(String alert) {
        String name = Lines.printable(alert.toLowerCase(Locale.ROOT));
        return switch (name) {
            case "certificate_required",
                    "bad_certificate",
                    "unsupported_certificate",
                    "certificate_revoked",
                    "certificate_expired",
                    "certificate_unknown",
                    "unknown_ca",
                    "access_denied" ->
                "it does not accept the certificate of this application (alert " + name + ");"
                        + " give the SSL bundle (memshare.ssl.bundle) a key store with a certificate that the node's"
                        + " ssl_ca_cert has signed";
            case "handshake_failure", "protocol_version", "insufficient_security" ->
                "it has no version of TLS or cipher"
                        + " suite in common with this application, or needs a client certificate (alert " + name + ");"
                        + " compare the options of the SSL bundle with the node's ssl_min_version and ssl_ciphers";
            default -> null;
        };
    }

    /** Java has no exception type for this case, only message texts. */
    private static boolean isForAnotherHost(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < MOST_CAUSES; cause = cause.getCause(), depth++) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof CertificateException
                    && (message.contains("subject alternative") || message.contains("No name matching"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < MOST_CAUSES; cause = cause.getCause(), depth++) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
