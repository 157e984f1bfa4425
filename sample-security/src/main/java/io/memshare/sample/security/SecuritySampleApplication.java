package io.memshare.sample.security;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the application. */
@SpringBootApplication
public class SecuritySampleApplication {

    /** Called by Spring. */
    SecuritySampleApplication() {}

    /**
     * Starts the application.
     *
     * @param args properties, each {@code --name=value}
     */
    public static void main(String[] args) {
        SpringApplication.run(SecuritySampleApplication.class, args);
    }
}
