package io.memshare.session.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.Memshare;
import io.memshare.MemshareSettings;
import io.memshare.node.NodeAddress;
import io.memshare.session.MemshareSessionRepository;
import io.memshare.session.SavedSessionIdResolver;
import io.memshare.session.web.StoreUnavailableFilter;
import jakarta.servlet.Filter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.web.http.HeaderHttpSessionIdResolver;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class EnableMemshareHttpSessionTests {

    private final AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void declaresTheRepositoryAndBothFilters() {
        refresh(Sessions.class, Door.class);
        assertThat(context.getBean(SessionRepository.class)).isInstanceOf(MemshareSessionRepository.class);
        assertThat(context.getBean("memshareStoreUnavailableFilter", Filter.class))
                .isInstanceOf(StoreUnavailableFilter.class);
        assertThat(context.getBean("springSessionRepositoryFilter", Filter.class))
                .isInstanceOf(SessionRepositoryFilter.class);
    }

    @Test
    void needsTheDoor() {
        assertThatExceptionOfType(UnsatisfiedDependencyException.class)
                .isThrownBy(() -> refresh(Sessions.class))
                .withMessageContaining("No qualifying bean of type 'io.memshare.Memshare'");
    }

    @Test
    void callsTheCustomizersInTheirOrder() {
        refresh(Sessions.class, Door.class, Customizers.class);
        assertThat(context.getBean(Customizers.class).called).containsExactly("first", "second");
    }

    @Test
    void importsWithoutTheAnnotation() {
        refresh(MemshareHttpSessionConfiguration.class, Door.class);
        assertThat(context.getBean(SessionRepository.class)).isInstanceOf(MemshareSessionRepository.class);
    }

    @Test
    void tellsOnlyTheIdsOfSessionsThatWereSavedInTheCookieOfTheContainer() {
        refresh(Sessions.class, Door.class);
        assertThat(resolver()).isInstanceOf(SavedSessionIdResolver.class);
        MockHttpServletResponse response = new MockHttpServletResponse();
        resolver().setSessionId(new MockHttpServletRequest(), response, "id");
        assertThat(response.getCookie("CONTAINER")).isNotNull();
    }

    @Test
    void wrapsTheResolverOfTheApplication() {
        refresh(Sessions.class, Door.class, Header.class);
        MockHttpServletResponse response = new MockHttpServletResponse();
        resolver().setSessionId(new MockHttpServletRequest(), response, "id");
        assertThat(response.getHeader("X-Auth-Token")).isEqualTo("id");
        assertThat(resolver()).isInstanceOf(SavedSessionIdResolver.class);
    }

    @Test
    void warnsIfTheSecondFilterIsNotRegistered(CapturedOutput output) {
        refresh(Sessions.class, Door.class);
        resolver().resolveSessionIds(new MockHttpServletRequest());
        assertThat(output).contains("Register the bean memshareStoreUnavailableFilter");
    }

    private HttpSessionIdResolver resolver() {
        return (HttpSessionIdResolver) new DirectFieldAccessor(context.getBean("springSessionRepositoryFilter"))
                .getPropertyValue("httpSessionIdResolver");
    }

    private void refresh(Class<?>... classes) {
        MockServletContext servletContext = new MockServletContext();
        servletContext.getSessionCookieConfig().setName("CONTAINER");
        context.setServletContext(servletContext);
        context.register(classes);
        context.refresh();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableMemshareHttpSession
    static class Sessions {}

    @Configuration(proxyBeanMethods = false)
    static class Door {

        @Bean(destroyMethod = "close")
        Memshare memshare() {
            return Memshare.open(MemshareSettings.of(List.of(NodeAddress.parse("127.0.0.1:1"))));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Header {

        @Bean
        HttpSessionIdResolver header() {
            return HeaderHttpSessionIdResolver.xAuthToken();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Customizers {

        final List<String> called = new ArrayList<>();

        @Bean
        @Order(2)
        SessionRepositoryCustomizer<MemshareSessionRepository> second() {
            return repository -> called.add("second");
        }

        @Bean
        @Order(1)
        SessionRepositoryCustomizer<MemshareSessionRepository> first() {
            return repository -> called.add("first");
        }
    }
}
