/** Sessions in the tests of an application: in memory, or in memcached processes that the test starts. */
@NullMarked
package io.memshare.test.autoconfigure;

import org.jspecify.annotations.NullMarked;
