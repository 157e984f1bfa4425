package io.memshare.benchmarks.pages;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;

/** One web application for all stores; which one it uses is a matter of its class path. */
@SpringBootApplication(
        scanBasePackages = "io.memshare.benchmarks",
        exclude = SecurityFilterAutoConfiguration.class) // its filter would be in the way of every page
public class PagesApplication {

    /** Starts the application. */
    public static void main(String[] args) {
        SpringApplication.run(PagesApplication.class, args);
    }
}
