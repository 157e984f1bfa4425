package io.memshare.acceptance.site;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/** The application. */
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan
public class Shop {}
