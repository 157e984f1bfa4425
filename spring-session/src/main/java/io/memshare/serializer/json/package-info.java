/**
 * The form by fields: stores a value as JSON with only the type names that are needed, if and only if everything in
 * the value can be restored exactly. Uses {@code jackson-core} without data binding.
 *
 * <p>Internal: its types may change in any release.
 */
@NullMarked
package io.memshare.serializer.json;

import org.jspecify.annotations.NullMarked;
