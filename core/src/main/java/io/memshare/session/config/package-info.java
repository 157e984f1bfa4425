@NullMarked
package io.memshare.session.config;

import org.jspecify.annotations.NullMarked;
