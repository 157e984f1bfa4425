@NullMarked
package io.memshare.state;

import org.jspecify.annotations.NullMarked;
