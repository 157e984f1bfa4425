/** A stand-in for a part of Spring Cloud. */
@NullMarked
package org.springframework.cloud.context.environment;

import org.jspecify.annotations.NullMarked;
