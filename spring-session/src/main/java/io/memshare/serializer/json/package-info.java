/**
 * The form by fields: a value as JSON that names the types it cannot do without, if and only if everything in the value is
 * restored exactly. Uses {@code jackson-core}, no data binding.
 */
@NullMarked
package io.memshare.serializer.json;

import org.jspecify.annotations.NullMarked;
