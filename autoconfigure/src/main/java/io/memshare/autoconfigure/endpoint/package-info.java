/**
 * Spring Boot's Actuator endpoint {@code memshare}: nodes, rebuilds and recent events, for operators of the
 * application.
 */
@NullMarked
package io.memshare.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
