/**
 * Finds what is wrong with the settings of nodes, and with those of other application servers, before it costs
 * sessions. Changes nothing.
 */
@NullMarked
package io.memshare.diagnosis;

import org.jspecify.annotations.NullMarked;
