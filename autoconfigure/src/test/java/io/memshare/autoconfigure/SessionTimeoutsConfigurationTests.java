package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class SessionTimeoutsConfigurationTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SessionAutoConfiguration.class,
                    MemshareSessionAutoConfiguration.class,
                    MemshareAutoConfiguration.class));

    @ParameterizedTest
    @CsvSource({
        "memshare.absolute-timeout=0s, every session would end at once",
        "memshare.anonymous-timeout=500ms, no session would live until a login",
        "memshare.renewal-interval=59s, a former id works for a minute",
        "memshare.sliding-cookie=true, the cookie has no maximum age of a minute or more"
    })
    void aValueThatCannotWorkIsReported(String property, String reason) {
        runner.withPropertyValues(property)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidMemsharePropertyException.class)
                        .hasMessageContaining(reason));
    }

    @Test
    void theSmallestValuesStart() {
        runner.withPropertyValues(
                        "memshare.absolute-timeout=1s",
                        "memshare.anonymous-timeout=1s",
                        "memshare.renewal-interval=1m",
                        "memshare.sliding-cookie=true",
                        "server.servlet.session.cookie.max-age=60")
                .run(context -> assertThat(context).hasNotFailed());
    }
}
