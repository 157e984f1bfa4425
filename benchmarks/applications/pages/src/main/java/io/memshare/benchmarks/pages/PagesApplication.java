package io.memshare.benchmarks.pages;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;

/** One web application for all stores; which one it uses is a matter of its class path. */
@SpringBootApplication(
        scanBasePackages = "io.memshare.benchmarks",
        exclude = SecurityFilterAutoConfiguration.class) // its filter would be in the way of every page
public class PagesApplication {

    /**
     * Starts the application, or several of them in this process.
     *
     * @param args those of the application; {@code --} stands between those of one and of the next one
     */
    public static void main(String[] args) {
        List<String> all = List.of(args);
        int end = all.indexOf("--");
        SpringApplication.run(PagesApplication.class, (end < 0 ? all : all.subList(0, end)).toArray(String[]::new));
        if (end >= 0) {
            main(all.subList(end + 1, all.size()).toArray(String[]::new));
        }
    }
}
