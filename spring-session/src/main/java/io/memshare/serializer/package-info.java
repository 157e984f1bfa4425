/**
 * Attribute values to opaque bytes and back: the interface, and the types that are allowed. Below are the two forms,
 * {@code json} and {@code jdk}, and {@code form}, which chooses between them for each value.
 */
@NullMarked
package io.memshare.serializer;

import org.jspecify.annotations.NullMarked;
