package io.memshare.autoconfigure;

import java.util.Locale;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hides keys from Actuator's endpoints, even if these are configured to show all values. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(SanitizingFunction.class)
class SanitizedKeysConfiguration {

    @Bean
    SanitizingFunction memshareKeySanitizingFunction() {
        return data -> isKey(data.getKey()) ? data.withSanitizedValue() : data;
    }

    /** Accepts any form that Spring Boot's relaxed binding accepts, environment variables included. */
    static boolean isKey(String name) {
        String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return letters.startsWith("memshareencryptionkeys")
                || letters.startsWith("memshareencryptionnamekeys")
                || letters.equals("memsharepassword")
                || letters.equals("memshareusername");
    }
}
