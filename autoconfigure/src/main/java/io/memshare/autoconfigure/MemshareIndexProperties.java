package io.memshare.autoconfigure;

import io.memshare.session.WhenFull;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the index that finds sessions by their users. Immutable.
 *
 * @param enabled Whether sessions are found by the names of their users. A login then reads and writes one record more
 *     on each node.
 * @param maximumSessions Maximum number of sessions of a user, across all servers. A further login ends the oldest one.
 *     By default there is none.
 * @param whenFull Treatment of a login of a user who has the maximum number of sessions.
 */
@ConfigurationProperties("memshare.index")
record MemshareIndexProperties(
        @DefaultValue("false") Boolean enabled,
        @Nullable Integer maximumSessions,
        @DefaultValue("expire-oldest") WhenFull whenFull) {

    static final String ENABLED = "memshare.index.enabled";

    private static final String WHEN_FULL = "memshare.index.when-full";

    private static final String MAXIMUM = "memshare.index.maximum-sessions";

    /**
     * Checks the properties.
     *
     * @return these properties
     * @throws InvalidMemsharePropertyException if a value is invalid
     */
    MemshareIndexProperties checked() {
        if (maximumSessions != null && maximumSessions < 1) {
            throw new InvalidMemsharePropertyException(
                    MAXIMUM,
                    maximumSessions,
                    "it permits no login",
                    "Set " + MAXIMUM + " to 1 or more, or remove it to have no maximum.");
        }
        if (maximumSessions != null && !enabled) {
            throw new InvalidMemsharePropertyException(
                    MAXIMUM,
                    maximumSessions,
                    "the sessions of a user are not known without an index",
                    "Set " + ENABLED + "=true, or remove " + MAXIMUM + ".");
        }
        if (whenFull == WhenFull.REFUSE_LOGIN && maximumSessions == null) {
            throw new InvalidMemsharePropertyException(
                    WHEN_FULL,
                    "refuse-login",
                    "there is no maximum beyond which a login could be refused",
                    "Set " + MAXIMUM + ", or remove " + WHEN_FULL + ".");
        }
        return this;
    }
}
