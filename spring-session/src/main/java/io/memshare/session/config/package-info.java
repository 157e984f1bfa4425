/** Sessions in memshare for applications that are wired by hand, without Spring Boot's auto-configuration. */
@NullMarked
package io.memshare.session.config;

import org.jspecify.annotations.NullMarked;
