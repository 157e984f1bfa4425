@NullMarked
package io.memshare.session.web;

import org.jspecify.annotations.NullMarked;
