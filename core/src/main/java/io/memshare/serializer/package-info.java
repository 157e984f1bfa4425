@NullMarked
package io.memshare.serializer;

import org.jspecify.annotations.NullMarked;
