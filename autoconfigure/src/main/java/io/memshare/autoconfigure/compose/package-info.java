/** Finds the memcached services that Spring Boot's Docker Compose support started. */
@NullMarked
package io.memshare.autoconfigure.compose;

import org.jspecify.annotations.NullMarked;
