package io.memshare.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.PropertyMapping;

/**
 * Selects where the sessions of a test are stored. Without this annotation they are stored in memory, in every test
 * that has {@code memshare-spring-boot-starter-test} on its class path. Put it on the test class:
 *
 * <pre>{@code
 * @SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
 * @AutoConfigureTestMemshare(nodes = TestNodes.MEMCACHED, count = 3)
 * class CartTests {
 *
 *     @Autowired
 *     private TestMemcached memcached;
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@PropertyMapping("memshare.test")
public @interface AutoConfigureTestMemshare {

    /** Returns the kind of nodes, by default part of the JVM of the test. */
    TestNodes nodes() default TestNodes.IN_MEMORY;

    /** Returns how many memcached processes are started for {@link TestNodes#MEMCACHED}, at least 1. */
    int count() default 1;
}
