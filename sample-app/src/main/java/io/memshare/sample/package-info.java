/**
 * The sample application: a visit counter in the session, endpoints that change the session, and a page that shows
 * where its copies are.
 */
@NullMarked
package io.memshare.sample;

import org.jspecify.annotations.NullMarked;
