/** Spans and timers of Micrometer's Observation for the operations on sessions. */
@NullMarked
package io.memshare.autoconfigure.observation;

import org.jspecify.annotations.NullMarked;
