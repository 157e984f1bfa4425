@NullMarked
package io.memshare.memcached;

import org.jspecify.annotations.NullMarked;
