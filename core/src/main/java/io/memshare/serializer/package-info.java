/**
 * Attribute values to opaque bytes and back. The only place where classes of the application are loaded, and only those
 * of a {@link io.memshare.serializer.TypeAllowList}.
 */
@NullMarked
package io.memshare.serializer;

import org.jspecify.annotations.NullMarked;
