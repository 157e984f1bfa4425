/** The second sample application: users log in, see where they are logged in, and end their sessions. */
@NullMarked
package io.memshare.sample.security;

import org.jspecify.annotations.NullMarked;
