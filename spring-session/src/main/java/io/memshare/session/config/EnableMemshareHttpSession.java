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
 * Keeps the HTTP sessions of an application in memshare, for those without Spring Boot's auto-configuration. Put it on a
 * {@code @Configuration} class that declares the door to the nodes:
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
 * <p>Two filters are then there as beans, and both have to be made known to the servlet container, in this order, for the
 * dispatcher types {@code REQUEST}, {@code ASYNC} and {@code ERROR}: {@code memshareStoreUnavailableFilter}, a
 * {@link io.memshare.session.web.StoreUnavailableFilter}, and Spring Session's {@code springSessionRepositoryFilter}.
 * Without Spring Boot an initializer does that:
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
 * <p>These beans are used when the application has them:
 *
 * <ul>
 *   <li>{@link io.memshare.serializer.AttributeSerializer}. Without one, each attribute is stored by its
 *       fields as JSON where that restores it exactly, else by Java serialization; allowed are the usual types of the JDK
 *       and of Spring, and those of the annotated class's package and the packages below it.
 *   <li>{@link io.memshare.session.web.StoreUnavailableFilter.Settings}. Without one, a client is asked to wait for a
 *       second while the session store cannot be reached.
 *   <li>{@link org.springframework.session.SessionIdGenerator}. Without one, ids are random UUIDs.
 *   <li>{@link org.springframework.session.config.SessionRepositoryCustomizer} of
 *       {@link io.memshare.session.MemshareSessionRepository}, in their order, after the values of this annotation.
 * </ul>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Documented
@Import(MemshareHttpSessionConfiguration.class)
public @interface EnableMemshareHttpSession {

    /**
     * The seconds after which a session that is not used ends. Zero ends it at once; a negative number means never.
     *
     * @return the seconds, by default 1800
     */
    int maxInactiveIntervalInSeconds() default MapSession.DEFAULT_MAX_INACTIVE_INTERVAL_SECONDS;

    /**
     * Which attributes are written when a session is saved.
     *
     * @return the mode, by default those that were set or removed, and those that were read and changed
     */
    SaveMode saveMode() default SaveMode.ON_GET_ATTRIBUTE;

    /**
     * When changes are written.
     *
     * @return the mode, by default when the session is saved, at the end of a request
     */
    FlushMode flushMode() default FlushMode.ON_SAVE;
}
