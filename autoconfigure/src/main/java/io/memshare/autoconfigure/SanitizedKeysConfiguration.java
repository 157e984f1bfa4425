package io.memshare.autoconfigure;

import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/**
 * Hides keys and the password from Actuator's endpoints, even if these are configured to show all values: by the names
 * of their properties, and by their values where these reach the properties under other names, such as the environment
 * variable of a placeholder.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(SanitizingFunction.class)
class SanitizedKeysConfiguration {

    @Bean
    SanitizingFunction memshareKeySanitizingFunction(
            ObjectProvider<MemshareEncryptionProperties> encryption,
            ObjectProvider<MemshareSecurityProperties> security) {
        Supplier<HiddenSecrets> secrets =
                SingletonSupplier.of(() -> HiddenSecrets.of(encryption.getIfAvailable(), security.getIfAvailable()));
        return data -> isKey(data.getKey()) || secrets.get().areIn(data.getValue()) ? data.withSanitizedValue() : data;
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
