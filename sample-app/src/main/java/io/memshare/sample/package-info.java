/**
 * The sample application: a visit counter in the session, ways to change the session from outside, and a page that shows
 * where its copies are.
 */
@NullMarked
package io.memshare.sample;

import org.jspecify.annotations.NullMarked;
