/**
 * What one visitor's heavy session costs others, measured on the repository with real memcached processes. Without
 * HTTP, which would hide it on a small machine: both sides of HTTP take more of the processors than the sessions do.
 */
@NullMarked
package io.memshare.microbenchmarks.heavy;

import org.jspecify.annotations.NullMarked;
