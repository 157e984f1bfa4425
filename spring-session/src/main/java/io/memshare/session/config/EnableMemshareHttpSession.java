package io.memshare.session.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.session.FlushMode;
import org.springframework.session.MapSession;
import org.springframework.session.SaveMode;

/**
 * Stores the HTTP sessions of an application in memshare, without Spring Boot's auto-configuration. Put it on a
 * {@code @Configuration} class that declares the connection to the nodes:
 *
 * <pre>{@code
 * @Configuration(proxyBeanMethods = false)
 * @EnableMemshareHttpSession
 * class SessionConfiguration {
 *
 *     @Bean(destroyMethod = "close")
 *     Memshare memshare() {
 *         return Memshare.open(MemshareSettings.of(List.of(
 *                 NodeAddress.parse("10.1.1.1"), NodeAddress.parse("10.2.2.2"))));
 *     }
 * }
 * }</pre>
 *
 * <p>The annotation defines two filters as beans: {@code memshareStoreUnavailableFilter}, a
 * {@link io.memshare.session.web.StoreUnavailableFilter}, and Spring Session's {@code springSessionRepositoryFilter}.
 * The application must register both with the servlet container, in this order, for the dispatcher types
 * {@code REQUEST}, {@code ASYNC} and {@code ERROR}. Without Spring Boot, an initializer does that:
 *
 * <pre>{@code
 * public class SessionInitializer extends AbstractHttpSessionApplicationInitializer {
 *
 *     @Override
 *     protected void beforeSessionRepositoryFilter(ServletContext context) {
 *         insertFilters(context, new DelegatingFilterProxy("memshareStoreUnavailableFilter"));
 *     }
 * }
 * }</pre>
 *
 * <p>The following beans are used if the application defines them:
 *
 * <ul>
 *   <li>{@link io.memshare.serializer.AttributeSerializer}. By default, each attribute is stored as JSON, by its
 *       fields, if that restores it exactly, otherwise by Java serialization. Allowed are the usual types of the JDK
 *       and of Spring, and the types in the package of the annotated class and its subpackages.
 *   <li>{@link io.memshare.session.web.StoreUnavailableFilter.Settings}. By default, a client is asked to wait for a
 *       second while the session store cannot be reached.
 *   <li>{@link io.memshare.session.SessionStamps}. By default, browsers get no stamps.
 *   <li>{@link org.springframework.session.SessionIdGenerator}. By default, ids are random UUIDs.
 *   <li>{@link org.springframework.session.config.SessionRepositoryCustomizer} of
 *       {@link io.memshare.session.MemshareSessionRepository}. Customizers are applied in their order, after the values
 *       of this annotation.
 * </ul>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Documented
@Import(MemshareHttpSessionConfiguration.class)
public @interface EnableMemshareHttpSession {

    /**
     * The number of seconds without a request after which a session expires. Zero expires it at once; a negative number
     * means never.
     *
     * @return the seconds, by default 1800
     */
    int maxInactiveIntervalInSeconds() default MapSession.DEFAULT_MAX_INACTIVE_INTERVAL_SECONDS;

    /**
     * Determines which attributes are written when a session is saved.
     *
     * @return the mode; by default, attributes that were set or removed, and attributes that were read and changed
     */
    SaveMode saveMode() default SaveMode.ON_GET_ATTRIBUTE;

    /**
     * Determines when changes are written.
     *
     * @return the mode; by default, when the session is saved at the end of a request
     */
    FlushMode flushMode() default FlushMode.ON_SAVE;
}
