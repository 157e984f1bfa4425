/**
 * Finds what is wrong with the settings of nodes, and with those of other application servers, before it costs
 * sessions. Changes nothing.
 *
 * <p>API for applications: {@link Finding} and {@link DiagnosisListener}. The other types are internal and may change
 * in any release.
 */
@NullMarked
package io.memshare.diagnosis;

import org.jspecify.annotations.NullMarked;
