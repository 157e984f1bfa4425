/**
 * The Java form: Java serialization behind an allow-list. Every stream is inspected before objects are created from
 * it.
 *
 * <p>Internal: its types may change in any release.
 */
@NullMarked
package io.memshare.serializer.jdk;

import org.jspecify.annotations.NullMarked;
