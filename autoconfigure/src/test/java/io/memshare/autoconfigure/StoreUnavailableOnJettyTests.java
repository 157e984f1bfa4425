package io.memshare.autoconfigure;

import org.springframework.test.context.TestPropertySource;

/** The same on Jetty. */
@TestPropertySource(
        properties = "spring.autoconfigure.exclude=org.springframework.boot.tomcat.autoconfigure.servlet"
                + ".TomcatServletWebServerAutoConfiguration")
class StoreUnavailableOnJettyTests extends StoreUnavailableTests {}
