package io.memshare.test.autoconfigure;

/** The kinds of nodes in a test. */
public enum TestNodes {

    /**
     * Maps in the JVM of the test, a separate map per node of {@code memshare.nodes}. Everything else works as in
     * production: attributes are encoded and decoded, so that a type refused in production is refused in the test. Each
     * application context has nodes of its own.
     */
    IN_MEMORY,

    /**
     * Processes of the memcached on the path, started and ended with the application context. They are available as a
     * bean, {@link TestMemcached}. {@code memshare.nodes} is ignored.
     */
    MEMCACHED,

    /** The nodes of {@code memshare.nodes}, as in production. */
    CONFIGURED
}
