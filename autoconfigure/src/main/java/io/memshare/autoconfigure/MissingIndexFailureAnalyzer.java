package io.memshare.autoconfigure;

import io.memshare.session.MemshareSessionRepository;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.session.FindByIndexNameSessionRepository;

/** Reports which property is missing if an application needs to find sessions by their users. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingIndexFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

    private final BeanFactory beanFactory;

    MissingIndexFailureAnalyzer(BeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
        ResolvableType wanted = cause.getResolvableType();
        if (wanted == null || wanted.toClass() != FindByIndexNameSessionRepository.class || !keepsSessions()) {
            return null;
        }
        return new FailureAnalysis(
                "The application wants to find sessions by their users (a bean of type"
                        + " FindByIndexNameSessionRepository, as Spring Security's control of concurrent sessions"
                        + " does), and memshare keeps no index of them.",
                "Set " + MemshareIndexProperties.ENABLED
                        + "=true on all servers. A login then reads and writes one record"
                        + " more on each memcached node; the cost of other requests does not change.",
                cause);
    }

    private boolean keepsSessions() {
        return beanFactory instanceof ListableBeanFactory beans
                && beans.getBeanNamesForType(MemshareSessionRepository.class, true, false).length > 0;
    }
}
