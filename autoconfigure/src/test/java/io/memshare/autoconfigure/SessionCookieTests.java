package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.testkit.MemcachedServer;
import io.memshare.testkit.MemcachedServers;
import jakarta.servlet.http.HttpSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Spring Boot's own properties of the cookie, on a real server: a mock one looks like a WAR, where they do not apply.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "server.servlet.session.cookie.name=MEMSHARE",
            "server.servlet.session.cookie.path=/shop",
            "server.servlet.session.cookie.same-site=strict"
        })
@AutoConfigureRestTestClient
@DirtiesContext
class SessionCookieTests {

    @RegisterExtension
    private static final MemcachedServers PROCESSES = new MemcachedServers();

    private static final MemcachedServer MEMCACHED = PROCESSES.start();

    @Autowired
    private RestTestClient client;

    @DynamicPropertySource
    static void nodes(DynamicPropertyRegistry registry) {
        registry.add("memshare.nodes", MEMCACHED::address);
    }

    @Test
    void aNewSessionGetsTheCookieThatIsConfigured() {
        client.get()
                .uri("/touch")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .value(
                        HttpHeaders.SET_COOKIE,
                        cookie -> assertThat(cookie)
                                .matches("MEMSHARE=[A-Za-z0-9+/=]+; Path=/shop; HttpOnly; SameSite=Strict"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Touching.class)
    static class Application {}

    @RestController
    static class Touching {

        @GetMapping("/touch")
        String touch(HttpSession session) {
            session.setAttribute("touched", "yes");
            return "touched";
        }
    }
}
