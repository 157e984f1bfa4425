@NullMarked
package io.memshare.node;

import org.jspecify.annotations.NullMarked;
