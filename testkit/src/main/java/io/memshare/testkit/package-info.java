/** Test infrastructure: real memcached processes, and a TCP proxy that loses, holds and cuts traffic. */
@NullMarked
package io.memshare.testkit;

import org.jspecify.annotations.NullMarked;
