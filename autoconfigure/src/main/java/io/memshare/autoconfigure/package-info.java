@NullMarked
package io.memshare.autoconfigure;

import org.jspecify.annotations.NullMarked;
