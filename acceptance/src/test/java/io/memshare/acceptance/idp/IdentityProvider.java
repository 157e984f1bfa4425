package io.memshare.acceptance.idp;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** A real identity provider: Spring Authorization Server as Spring Boot configures it, with sessions of its own. */
@SpringBootConfiguration
@EnableAutoConfiguration(
        excludeName = {
            "io.memshare.autoconfigure.MemshareAutoConfiguration",
            "io.memshare.autoconfigure.MemshareSessionAutoConfiguration"
        })
public class IdentityProvider {}
