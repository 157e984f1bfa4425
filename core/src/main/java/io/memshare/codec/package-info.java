@NullMarked
package io.memshare.codec;

import org.jspecify.annotations.NullMarked;
