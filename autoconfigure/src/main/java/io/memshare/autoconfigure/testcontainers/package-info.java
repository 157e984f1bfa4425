/** Finds the memcached container of a test that carries Spring Boot's {@code @ServiceConnection}. */
@NullMarked
package io.memshare.autoconfigure.testcontainers;

import org.jspecify.annotations.NullMarked;
