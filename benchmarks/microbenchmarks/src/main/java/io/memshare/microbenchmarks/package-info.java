/**
 * What the steps of one request cost by themselves: no network, no thread. Steps that core keeps to a package are
 * measured by a class of the same package here, as this module is on the class path and not on the module path.
 */
@NullMarked
package io.memshare.microbenchmarks;

import org.jspecify.annotations.NullMarked;
