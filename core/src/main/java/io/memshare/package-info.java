@NullMarked
package io.memshare;

import org.jspecify.annotations.NullMarked;
