package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;

import io.memshare.Memshare;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.form.FormSerializer;
import io.memshare.session.MemshareSessionRepository;
import io.memshare.session.config.EnableMemshareHttpSession;
import io.memshare.session.web.StoreUnavailableFilter;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.InOrder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.session.data.redis.autoconfigure.SessionDataRedisAutoConfiguration;
import org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.ResolvableType;
import org.springframework.session.FlushMode;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.SaveMode;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.web.http.SessionRepositoryFilter;

class MemshareSessionAutoConfigurationTests {

    private static final String REGISTRATION = StoreUnavailableFilterConfiguration.REGISTRATION;

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SessionAutoConfiguration.class,
                    MemshareSessionAutoConfiguration.class,
                    MemshareAutoConfiguration.class));

    @Test
    void keepsSessionsInMemshare() {
        runner.run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(Memshare.class)
                .hasSingleBean(SessionRepositoryFilter.class)
                .getBean(SessionRepository.class)
                .isInstanceOf(MemshareSessionRepository.class));
    }

    @Test
    void comesBeforeTheStoresOfSpringBoot() {
        runner.withConfiguration(AutoConfigurations.of(
                        SessionDataRedisAutoConfiguration.class, JdbcSessionAutoConfiguration.class))
                .run(context -> assertThat(context)
                        .getBean(SessionRepository.class)
                        .isInstanceOf(MemshareSessionRepository.class));
    }

    @Test
    void leavesTheFieldToThemWhenItIsExcluded() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        SessionAutoConfiguration.class,
                        MemshareAutoConfiguration.class,
                        SessionDataRedisAutoConfiguration.class))
                .run(context ->
                        assertThat(context).getBean(SessionRepository.class).isInstanceOf(MapSessionRepository.class));
    }

    @Test
    void comesBeforeTheRegistrationOfTheSessionFilter() {
        runner.withPropertyValues("spring.session.servlet.filter-order=17")
                .run(context -> assertThat(context.getBean("sessionRepositoryFilterRegistration"))
                        .isInstanceOfSatisfying(
                                DelegatingFilterProxyRegistrationBean.class,
                                registration ->
                                        assertThat(registration.getOrder()).isEqualTo(17)));
    }

    @Test
    void putsItsFilterDirectlyBeforeTheSessionFilter() {
        runner.run(context -> {
            FilterRegistrationBean<?> registration = context.getBean(REGISTRATION, FilterRegistrationBean.class);
            assertThat(registration.getFilter()).isSameAs(context.getBean(StoreUnavailableFilter.class));
            assertThat(registration.getOrder()).isEqualTo(SessionRepositoryFilter.DEFAULT_ORDER - 1);
            assertThat(registration.isAsyncSupported()).isTrue();
            assertThat(registration.determineDispatcherTypes())
                    .isEqualTo(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        });
    }

    @Test
    void putsItsFilterBeforeTheSessionFilterWhereverThatIs() {
        assertOrder("17", 16);
        assertOrder(String.valueOf(Integer.MIN_VALUE), Integer.MIN_VALUE);
    }

    private void assertOrder(String sessionFilter, int expected) {
        runner.withPropertyValues("spring.session.servlet.filter-order=" + sessionFilter)
                .run(context -> assertThat(context.getBean(REGISTRATION, FilterRegistrationBean.class)
                                .getOrder())
                        .isEqualTo(expected));
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void saysInOneLineHowSessionsAreKept(CapturedOutput output) {
        runner.withPropertyValues(
                        "memshare.nodes=127.0.0.1:1,127.0.0.1:2,127.0.0.1:3",
                        "memshare.redundancy=2",
                        "memshare.namespace=shop",
                        "memshare.session.save-mode=always",
                        "memshare.session.allowed-packages=io.memshare.testkit",
                        "memshare.session.allowed-types=io.memshare.Memshare")
                .run(context -> assertThat(output.getAll().lines().filter(line -> line.contains("Sessions are kept")))
                        .singleElement()
                        .asString()
                        .endsWith("Sessions are kept in memcached, a copy on 2 of 3 nodes (127.0.0.1:1, 127.0.0.1:2,"
                                + " 127.0.0.1:3), namespace shop; attributes as JSON, or in the Java form where only"
                                + " that is exact, save mode always, types allowed"
                                + " beside those of the JDK: io.memshare.testkit, io.memshare.Memshare"));
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void saysNothingOfSessionsThatItDoesNotKeep(CapturedOutput output) {
        runner.withUserConfiguration(OwnRepository.class)
                .run(context -> assertThat(output).doesNotContain("Sessions are kept"));
    }

    @Test
    void tellsTheFilterHowLongAClientIsToWait() {
        runner.withPropertyValues("memshare.retry-after=7s")
                .run(context -> assertThat(context.getBean(StoreUnavailableFilter.Settings.class)
                                .retryAfter())
                        .isEqualTo(Duration.ofSeconds(7)));
        runner.withPropertyValues("memshare.retry-after=-7s")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidMemsharePropertyException.class));
    }

    @Test
    void backsOffFromARepositoryOfTheApplication() {
        runner.withUserConfiguration(OwnRepository.class)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(SessionRepository.class)
                        .doesNotHaveBean(MemshareSessionRepository.class)
                        .doesNotHaveBean(StoreUnavailableFilter.class)
                        .doesNotHaveBean(REGISTRATION)
                        .hasBean("sessionRepositoryFilterRegistration"));
    }

    @Test
    void aRepositoryOfTheApplicationNeedsNoJackson() {
        runner.withUserConfiguration(OwnRepository.class)
                .withClassLoader(new FilteredClassLoader("tools.jackson"))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void leavesTheAnnotationItsWay() {
        runner.withUserConfiguration(Annotated.class)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(MemshareSessionRepository.class)
                        .hasSingleBean(AttributeSerializer.class)
                        .doesNotHaveBean("memshareSessionRepositoryCustomizer")
                        .hasBean(REGISTRATION));
    }

    @Test
    void storesAttributesInTheFormThatIsConfigured() {
        runner.run(
                context -> assertThat(context.getBean(AttributeSerializer.class).encode("text"))
                        .startsWith(1));
        runner.withPropertyValues("memshare.serialization=jdk")
                .run(context -> assertThat(
                                context.getBean(AttributeSerializer.class).encode("text"))
                        .startsWith(0xAC));
    }

    @Test
    void backsOffFromASerializerOfTheApplication() {
        AttributeSerializer own = FormSerializer.builder().build();
        runner.withBean("own", AttributeSerializer.class, () -> own)
                .run(context ->
                        assertThat(context).getBean(AttributeSerializer.class).isSameAs(own));
    }

    @Test
    void saysThatJacksonIsMissing() {
        runner.withClassLoader(new FilteredClassLoader("tools.jackson"))
                .withPropertyValues("memshare.serialization=json")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidMemsharePropertyException.class)
                        .hasMessageContaining("Jackson 3 is not on the class path"));
    }

    @Test
    void isAbsentWithoutSpringSession() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.session.Session"))
                .run(context -> assertThat(context).doesNotHaveBean(MemshareSessionAutoConfiguration.class));
    }

    @Test
    void customizersOfTheApplicationHaveTheLastWord() {
        runner.withPropertyValues(
                        "spring.session.timeout=24m",
                        "memshare.session.save-mode=always",
                        "memshare.session.flush-mode=immediate",
                        "memshare.session.idle-values=1KB")
                .withBean("own", OwnCustomizer.class)
                .run(context -> {
                    ObjectProvider<SessionRepositoryCustomizer<MemshareSessionRepository>> customizers =
                            context.getBeanProvider(ResolvableType.forClassWithGenerics(
                                    SessionRepositoryCustomizer.class, MemshareSessionRepository.class));
                    MemshareSessionRepository repository = mock(MemshareSessionRepository.class);
                    customizers.orderedStream().forEach(customizer -> customizer.customize(repository));
                    InOrder order = inOrder(repository);
                    order.verify(repository).setDefaultMaxInactiveInterval(Duration.ofMinutes(24));
                    order.verify(repository).setSaveMode(SaveMode.ALWAYS);
                    order.verify(repository).setFlushMode(FlushMode.IMMEDIATE);
                    order.verify(repository).setIdleValues(1024);
                    order.verify(repository).setSaveMode(SaveMode.ON_GET_ATTRIBUTE);
                    order.verifyNoMoreInteractions();
                });
    }

    static class OwnCustomizer implements SessionRepositoryCustomizer<MemshareSessionRepository> {

        @Override
        public void customize(MemshareSessionRepository repository) {
            repository.setSaveMode(SaveMode.ON_GET_ATTRIBUTE);
        }
    }

    @EnableSpringHttpSession
    static class OwnRepository {

        @Bean
        MapSessionRepository sessionRepository() {
            return new MapSessionRepository(new ConcurrentHashMap<>());
        }
    }

    @EnableMemshareHttpSession
    static class Annotated {}
}
