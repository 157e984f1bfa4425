@NullMarked
package io.memshare.crdt;

import org.jspecify.annotations.NullMarked;
