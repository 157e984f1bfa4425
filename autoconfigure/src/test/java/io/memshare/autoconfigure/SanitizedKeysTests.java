package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** Keys and passwords that reach memshare under names of the application's own, and endpoints that show all values. */
class SanitizedKeysTests {

    private static final String PASSWORD = "cache-password-8731";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    MemshareAutoConfiguration.class,
                    ConfigurationPropertiesReportEndpointAutoConfiguration.class,
                    EnvironmentEndpointAutoConfiguration.class))
            .withUserConfiguration(Shop.class)
            .withPropertyValues(
                    "management.endpoint.configprops.show-values=always",
                    "management.endpoint.env.show-values=always",
                    "management.endpoints.web.exposure.include=*",
                    "memshare.nodes=127.0.0.1:1",
                    "memshare.encryption.keys=${MEMSHARE_KEY},${FORMER_KEY}",
                    "memshare.encryption.name-keys=${NAME_KEY}",
                    "memshare.username=shop",
                    "memshare.password=${MEMCACHED_PASSWORD}",
                    "memshare.allow-plaintext-password=true");

    /** Properties of the application that repeat the keys. */
    @ConfigurationProperties("shop")
    record ShopProperties(String secrets, String title) {}

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ShopProperties.class)
    static class Shop {}

    private ApplicationContextRunner with(String password) {
        Map<String, Object> variables = Map.of(
                "MEMSHARE_KEY",
                Secrets.A,
                "FORMER_KEY",
                " " + Secrets.B + " ",
                "NAME_KEY",
                Secrets.C,
                "MEMCACHED_PASSWORD",
                password,
                "SHOP_SECRETS",
                Secrets.B + "," + Secrets.A,
                "SHOP_TITLE",
                "the title",
                "JAVA_ARGUMENTS",
                "run --memshare.password=" + password);
        return runner.withInitializer(context ->
                context.getEnvironment().getPropertySources().addLast(new MapPropertySource("variables", variables)));
    }

    private static String shown(ApplicationContext context) {
        EnvironmentEndpoint environment = context.getBean(EnvironmentEndpoint.class);
        StringBuilder shown = new StringBuilder();
        shown.append(JsonMapper.shared().writeValueAsString(environment.environment(null)));
        for (String name : new String[] {"MEMSHARE_KEY", "FORMER_KEY", "MEMCACHED_PASSWORD", "SHOP_SECRETS"}) {
            shown.append(JsonMapper.shared().writeValueAsString(environment.environmentEntry(name)));
        }
        return shown.append(JsonMapper.shared()
                        .writeValueAsString(context.getBean(ConfigurationPropertiesReportEndpoint.class)
                                .configurationProperties()))
                .toString();
    }

    @Test
    void endpointsShowNoneOfThem() {
        with(PASSWORD)
                .run(context -> assertThat(shown(context))
                        .contains("MEMSHARE_KEY", "MEMCACHED_PASSWORD", "******", "127.0.0.1:1", "the title")
                        .doesNotContain(Secrets.A, Secrets.B, Secrets.C, PASSWORD));
    }

    /** A word that is a password is not looked for within other values, which would hide half of them. */
    @Test
    void aShortPasswordIsHiddenWhereItIsTheWholeValue() {
        with("run").run(context -> {
            EnvironmentEndpoint environment = context.getBean(EnvironmentEndpoint.class);
            assertThat(environment
                            .environmentEntry("MEMCACHED_PASSWORD")
                            .getProperty()
                            .getValue())
                    .isEqualTo("******");
            assertThat(environment
                            .environmentEntry("JAVA_ARGUMENTS")
                            .getProperty()
                            .getValue())
                    .isEqualTo("run --memshare.password=run");
        });
    }

    @Test
    void withoutKeysEverythingElseIsShown() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        MemshareAutoConfiguration.class, EnvironmentEndpointAutoConfiguration.class))
                .withPropertyValues(
                        "management.endpoint.env.show-values=always",
                        "management.endpoints.web.exposure.include=*",
                        "memshare.nodes=127.0.0.1:1",
                        "memshare.password=",
                        "shop.empty=",
                        "shop.title=the title")
                .run(context -> {
                    EnvironmentEndpoint environment = context.getBean(EnvironmentEndpoint.class);
                    assertThat(environment
                                    .environmentEntry("shop.empty")
                                    .getProperty()
                                    .getValue())
                            .isEqualTo("");
                    assertThat(environment
                                    .environmentEntry("shop.title")
                                    .getProperty()
                                    .getValue())
                            .isEqualTo("the title");
                });
    }
}
