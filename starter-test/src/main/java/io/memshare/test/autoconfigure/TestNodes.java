package io.memshare.test.autoconfigure;

/** What the nodes of a test are. */
public enum TestNodes {

    /**
     * Maps in the JVM of the test, one for each node of {@code memshare.nodes}. Everything else is as in production:
     * attributes are encoded and decoded, so that a type that is refused there is refused in the test. Each application
     * context has its own.
     */
    IN_MEMORY,

    /**
     * Processes of the memcached that is on the path, started with the application context and ended with it. They are a
     * bean, {@link TestMemcached}. Nodes of {@code memshare.nodes} are not used.
     */
    MEMCACHED,

    /** Those of {@code memshare.nodes}, as in production. */
    CONFIGURED
}
