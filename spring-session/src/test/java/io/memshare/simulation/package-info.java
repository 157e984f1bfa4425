/**
 * The replicated store in virtual time: random schedules of requests and faults, and what must hold in each of them.
 */
@NullMarked
package io.memshare.simulation;

import org.jspecify.annotations.NullMarked;
