package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.session.IndexedMemshareSessionRepository;
import io.memshare.session.MemshareSessionRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.security.SpringSessionBackedSessionRegistry;

class IndexAutoConfigurationTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SessionAutoConfiguration.class,
                    MemshareSessionAutoConfiguration.class,
                    MemshareAutoConfiguration.class));

    @Test
    void thereIsNoIndexUnlessItIsEnabled() {
        runner.run(context -> assertThat(context)
                .hasSingleBean(MemshareSessionRepository.class)
                .doesNotHaveBean(FindByIndexNameSessionRepository.class)
                .doesNotHaveBean(SessionRegistry.class));
    }

    @Test
    void anIndexFindsSessionsByTheirUsers() {
        runner.withPropertyValues("memshare.index.enabled=true")
                .run(context -> assertThat(context)
                        .hasSingleBean(SessionRepository.class)
                        .hasSingleBean(IndexedMemshareSessionRepository.class)
                        .getBean(SessionRegistry.class)
                        .isInstanceOf(SpringSessionBackedSessionRegistry.class));
    }

    @Test
    void theRegistryOfTheApplicationStays() {
        runner.withPropertyValues("memshare.index.enabled=true")
                .withUserConfiguration(ReferenceConfiguration.class)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(SessionRegistry.class));
    }

    @Test
    void anIndexNeedsNoSpringSecurity() {
        runner.withPropertyValues("memshare.index.enabled=true")
                .withClassLoader(new FilteredClassLoader("org.springframework.security"))
                .run(context ->
                        assertThat(context).hasNotFailed().hasSingleBean(IndexedMemshareSessionRepository.class));
    }

    /** As Spring Session's reference has it. */
    @Configuration(proxyBeanMethods = false)
    static class ReferenceConfiguration {

        @Bean
        <S extends Session> SpringSessionBackedSessionRegistry<S> sessionRegistry(
                FindByIndexNameSessionRepository<S> sessionRepository) {
            return new SpringSessionBackedSessionRegistry<>(sessionRepository);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @org.springframework.boot.autoconfigure.EnableAutoConfiguration
    static class Application extends ReferenceConfiguration {}

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void theReportNamesThePropertyThatIsMissing(CapturedOutput output) {
        assertThat(startFailure()).hasRootCauseInstanceOf(NoSuchBeanDefinitionException.class);
        assertThat(output)
                .contains("memshare keeps no index of them")
                .contains("Set memshare.index.enabled=true on all servers");
    }

    private static Throwable startFailure() {
        SpringApplication application = new SpringApplication(Application.class);
        return org.assertj.core.api.Assertions.catchThrowable(
                () -> application.run("--server.port=0").close());
    }

    @Test
    void aMaximumBelowOneStopsTheStart() {
        runner.withPropertyValues("memshare.index.enabled=true", "memshare.index.maximum-sessions=0")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining(
                                "memshare.index.maximum-sessions has the value '0': it permits no login"));
    }

    @Test
    void aMaximumWithoutIndexStopsTheStart() {
        runner.withPropertyValues("memshare.index.maximum-sessions=1")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("the sessions of a user are not known without an index"));
    }
}
