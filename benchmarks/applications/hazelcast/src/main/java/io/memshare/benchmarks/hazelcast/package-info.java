/** Sessions in a Hazelcast cluster of three members on this machine. */
@NullMarked
package io.memshare.benchmarks.hazelcast;

import org.jspecify.annotations.NullMarked;
