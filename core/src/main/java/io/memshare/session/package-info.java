@NullMarked
package io.memshare.session;

import org.jspecify.annotations.NullMarked;
