/**
 * The Java form: Java serialization behind an allow-list, with every stream inspected before an object is made of it.
 */
@NullMarked
package io.memshare.serializer.jdk;

import org.jspecify.annotations.NullMarked;
