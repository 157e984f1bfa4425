/** The servlet side of the session store: what a request needs around Spring Session's own filter. */
@NullMarked
package io.memshare.session.web;

import org.jspecify.annotations.NullMarked;
