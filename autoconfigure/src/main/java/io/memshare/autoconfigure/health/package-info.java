/** What Spring Boot's health endpoint says of the memcached nodes. */
@NullMarked
package io.memshare.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
