package io.memshare.serializer.form;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.jdk.JavaForm;
import io.memshare.serializer.jdk.NotStoredException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the failure of a login, which Spring Security puts into the session for the page that shows it. If an exception
 * in it cannot be kept, it is replaced by an exception with its name and message: a failed login must not become an
 * error of the server.
 */
final class LoginFailures {

    /** The attribute name from {@code org.springframework.security.web.WebAttributes}. */
    static final String ATTRIBUTE = "SPRING_SECURITY_LAST_EXCEPTION";

    private static final Logger LOG = LoggerFactory.getLogger(FormSerializer.class);

    private final JavaForm form;
    private final Set<Class<?>> warned = ConcurrentHashMap.newKeySet();

    LoginFailures(JavaForm form) {
        this.form = form;
    }

    /**
     * Encodes the failure of a login that cannot be encoded unchanged.
     *
     * @throws AttributeSerializationException the given refusal, if the attribute is not a login failure
     */
    byte[] encode(String attributeName, Object value, AttributeSerializationException refusal) {
        if (!attributeName.equals(ATTRIBUTE) || !(value instanceof Throwable failure)) {
            throw refusal;
        }
        try {
            byte[] bytes = form.encodeFailure(failure);
            if (warned.add(failure.getClass())) {
                LOG.warn("a login failure is stored in the session without a part of it: {}", refusal.getMessage());
            }
            return bytes;
        } catch (NotStoredException ex) {
            throw refusal;
        }
    }
}
