/**
 * What the tests of memshare stand on: real memcached processes and a TCP proxy that loses, holds and cuts.
 */
@NullMarked
package io.memshare.testkit;

import org.jspecify.annotations.NullMarked;
