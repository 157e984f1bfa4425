package io.memshare.serializer.json;

import org.jspecify.annotations.Nullable;

/**
 * A field of a stored object.
 *
 * @param index its index among the fields of the class
 * @param plan the plan of its values, or null if each value names its type
 */
record StoredField(int index, @Nullable TypePlan plan) {}
