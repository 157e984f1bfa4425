/** JSON for Spring Session with Redis, by choice. */
@NullMarked
package io.memshare.benchmarks.redis;

import org.jspecify.annotations.NullMarked;
