package io.memshare.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * The times after which a session ends or gets another id, beside Spring Boot's own idle timeout. Immutable.
 *
 * @param absoluteTimeout Time after which a session ends, however much it is used. In seconds if no unit is given. By
 *     default there is none.
 * @param renewalInterval Time after which a session in use gets another id. The former id works for a minute more. In
 *     seconds if no unit is given. By default ids are not renewed.
 * @param anonymousTimeout Idle timeout of sessions in which nobody is logged in, if it is shorter than the usual one.
 *     In seconds if no unit is given. By default there is none.
 * @param slidingCookie Whether the cookie of a session in use is sent again from time to time, so that its maximum age
 *     begins anew.
 */
@ConfigurationProperties("memshare")
record MemshareTimeoutProperties(
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration absoluteTimeout,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration renewalInterval,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration anonymousTimeout,
        @DefaultValue("false") boolean slidingCookie) {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * Checks the properties.
     *
     * @return these properties
     * @throws InvalidMemsharePropertyException if a value is invalid
     */
    MemshareTimeoutProperties checked() {
        check("memshare.absolute-timeout", absoluteTimeout, SECOND, "every session would end at once");
        check("memshare.anonymous-timeout", anonymousTimeout, SECOND, "no session would live until a login");
        check("memshare.renewal-interval", renewalInterval, MINUTE, "a former id works for a minute");
        return this;
    }

    private static void check(String name, @Nullable Duration value, Duration least, String reason) {
        if (value != null && value.compareTo(least) < 0) {
            throw new InvalidMemsharePropertyException(
                    name, value, reason, "Set " + name + " to " + least.toSeconds() + "s or more, or remove it.");
        }
    }

    /**
     * Returns the maximum age of the cookie that is to be sent again, or null if it is sent only once.
     *
     * @param maxAge the configured maximum age, or null
     * @throws InvalidMemsharePropertyException if the cookie is to be sent again and has no maximum age
     */
    @Nullable Duration slidingMaxAge(@Nullable Duration maxAge) {
        if (slidingCookie && (maxAge == null || maxAge.compareTo(MINUTE) < 0)) {
            throw new InvalidMemsharePropertyException(
                    "memshare.sliding-cookie",
                    true,
                    "the cookie has no maximum age of a minute or more that could begin anew",
                    "Set server.servlet.session.cookie.max-age, such as 30d, or remove memshare.sliding-cookie.");
        }
        return slidingCookie ? maxAge : null;
    }
}
