/** Spring Boot support for HTTP sessions in memshare: properties, auto-configurations, failure analysis. */
@NullMarked
package io.memshare.autoconfigure;

import org.jspecify.annotations.NullMarked;
