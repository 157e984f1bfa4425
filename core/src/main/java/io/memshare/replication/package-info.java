/**
 * The only package that is aware of several nodes: it reads from all replicas, merges differing states, and writes with
 * compare and set until all replicas that are up hold the same state.
 */
@NullMarked
package io.memshare.replication;

import org.jspecify.annotations.NullMarked;
