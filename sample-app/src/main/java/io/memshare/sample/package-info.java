@NullMarked
package io.memshare.sample;

import org.jspecify.annotations.NullMarked;
