/**
 * Converts attribute values to opaque bytes and back: the interface, and the types that are allowed. The subpackages
 * {@code json} and {@code jdk} are the two forms; {@code form} chooses between them for each value.
 */
@NullMarked
package io.memshare.serializer;

import org.jspecify.annotations.NullMarked;
