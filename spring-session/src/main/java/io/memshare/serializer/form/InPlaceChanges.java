package io.memshare.serializer.form;

import io.memshare.serializer.FormValue;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides whether the application can change a value without setting the attribute again. */
final class InPlaceChanges {

    private static final Set<Class<?>> IMMUTABLE = Set.of(
            File.class,
            URL.class,
            Pattern.class,
            Locale.class,
            ZonedDateTime.class,
            java.math.BigInteger.class,
            java.math.BigDecimal.class,
            java.net.Inet4Address.class,
            java.net.Inet6Address.class,
            InetAddress.class,
            InetSocketAddress.class);

    private static final Set<String> IMMUTABLE_NAMES = Set.of(
            "org.springframework.security.web.csrf.DefaultCsrfToken",
            "org.springframework.http.HttpStatus",
            "org.springframework.http.HttpMethod",
            "org.springframework.http.MediaType");

    /**
     * Spring Security sets a login again whenever it changes it; only an application's own user class can change within
     * it.
     */
    private static final String LOGIN = "org.springframework.security.core.context.SecurityContextImpl";

    private InPlaceChanges() {}

    static boolean arePossible(FormValue decoded) {
        Class<?> type = decoded.value().getClass();
        if (type.getName().equals(LOGIN)) {
            return decoded.isOfApplication();
        }
        boolean never = IMMUTABLE.contains(type)
                || IMMUTABLE_NAMES.contains(type.getName())
                || decoded.value() instanceof Throwable
                || type.isEnum()
                || type.getName().startsWith("java.time.");
        return !never;
    }
}
