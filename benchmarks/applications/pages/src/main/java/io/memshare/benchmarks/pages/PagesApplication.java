package io.memshare.benchmarks.pages;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** One web application for all stores; which one it uses is a matter of its class path. */
@SpringBootApplication(scanBasePackages = "io.memshare.benchmarks")
public class PagesApplication {

    /** Starts the application. */
    public static void main(String[] args) {
        SpringApplication.run(PagesApplication.class, args);
    }
}
