@NullMarked
package io.memshare.wholeness;

import org.jspecify.annotations.NullMarked;
