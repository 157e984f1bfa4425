/**
 * Servlet support around Spring Session's own filter.
 *
 * <p>API for applications.
 */
@NullMarked
package io.memshare.session.web;

import org.jspecify.annotations.NullMarked;
