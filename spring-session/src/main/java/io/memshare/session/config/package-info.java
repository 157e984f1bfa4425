/**
 * Configuration for applications that store sessions in memshare without Spring Boot's auto-configuration.
 *
 * <p>API for applications.
 */
@NullMarked
package io.memshare.session.config;

import org.jspecify.annotations.NullMarked;
