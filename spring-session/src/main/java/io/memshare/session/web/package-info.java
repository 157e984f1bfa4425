/** Servlet support around Spring Session's own filter. */
@NullMarked
package io.memshare.session.web;

import org.jspecify.annotations.NullMarked;
