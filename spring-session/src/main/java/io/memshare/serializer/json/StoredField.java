package io.memshare.serializer.json;

import org.jspecify.annotations.Nullable;

/**
 * A field of a stored object.
 *
 * @param index its place among the fields of the class
 * @param plan how its values were written, or null if each tells its type
 */
record StoredField(int index, @Nullable TypePlan plan) {}
