@NullMarked
package io.memshare.testkit;

import org.jspecify.annotations.NullMarked;
