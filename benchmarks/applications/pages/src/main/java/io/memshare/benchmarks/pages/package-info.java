/** The pages that all stores are measured with. */
@NullMarked
package io.memshare.benchmarks.pages;

import org.jspecify.annotations.NullMarked;
