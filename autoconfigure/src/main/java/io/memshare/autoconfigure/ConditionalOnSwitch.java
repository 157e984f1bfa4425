package io.memshare.autoconfigure;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/**
 * Matches if a boolean property has a value, as Spring Boot binds it: {@code yes}, {@code on} and {@code 1} are true
 * as well. {@code ConditionalOnProperty} compares texts, and would leave what it does not know in neither state.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Conditional(OnSwitchCondition.class)
@interface ConditionalOnSwitch {

    /** The name of the property. */
    String name();

    /** The value that matches. */
    boolean is() default true;

    /** The value of a property that is missing or empty. */
    boolean byDefault() default false;
}
