/** The contribution to Spring Boot's health endpoint about the memcached nodes. */
@NullMarked
package io.memshare.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
