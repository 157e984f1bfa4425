/**
 * Converts attribute values to opaque bytes and back: the interface, and the types that are allowed. The subpackages
 * {@code json} and {@code jdk} are the two forms; {@code form} chooses between them for each value.
 *
 * <p>API for applications: {@link AttributeSerializer}, {@link TypeAllowList}, {@link
 * AttributeSerializationException} and {@link RefusedTypeException}. The other types are internal and may change in
 * any release.
 */
@NullMarked
package io.memshare.serializer;

import org.jspecify.annotations.NullMarked;
