@NullMarked
package io.memshare.replication;

import org.jspecify.annotations.NullMarked;
