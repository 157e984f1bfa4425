package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.session.SessionStamps;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.session.web.http.HeaderHttpSessionIdResolver;
import org.springframework.session.web.http.HttpSessionIdResolver;

class SessionStampsConfigurationTests {

    private static final String ON = "memshare.cookie-stamp=true";
    private static final String KEYS = "memshare.encryption.keys=" + Secrets.A;

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    MemshareAutoConfiguration.class,
                    MemshareSessionAutoConfiguration.class,
                    SessionAutoConfiguration.class))
            .withPropertyValues("memshare.nodes=127.0.0.1:1");

    private void refused(WebApplicationContextRunner application, String reason, String action) {
        application.run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOfSatisfying(InvalidMemsharePropertyException.class, failure -> {
                    assertThat(failure.property()).isEqualTo("memshare.cookie-stamp");
                    assertThat(failure.reason()).contains(reason);
                    assertThat(failure.action()).contains(action);
                }));
    }

    @Test
    void stampsAreOffUnlessTheyAreSwitchedOn() {
        runner.withPropertyValues(KEYS).run(context -> assertThat(context).doesNotHaveBean(SessionStamps.class));
        runner.withPropertyValues(KEYS, ON).run(context -> assertThat(context).hasSingleBean(SessionStamps.class));
    }

    @Test
    void withoutKeysTheApplicationDoesNotStart() {
        refused(runner.withPropertyValues(ON), "not sealed", "Set memshare.encryption.keys to a key made by");
        refused(
                runner.withPropertyValues(ON, KEYS, "memshare.encryption.plain-records=write"),
                "not sealed",
                "switch the stamps on when it is not any more");
    }

    @Test
    void withoutCookiesItDoesNotEither() {
        refused(
                runner.withPropertyValues(ON, KEYS)
                        .withBean(HttpSessionIdResolver.class, HeaderHttpSessionIdResolver::xAuthToken),
                "in a header and not in a cookie",
                "CookieHttpSessionIdResolver");
    }
}
