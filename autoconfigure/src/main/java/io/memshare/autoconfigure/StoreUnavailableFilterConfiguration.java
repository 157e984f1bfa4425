package io.memshare.autoconfigure;

import io.memshare.session.web.StoreUnavailableFilter;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.session.autoconfigure.SessionProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Registers the {@link StoreUnavailableFilter} directly before Spring Session's filter, whatever the position of the
 * latter.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(StoreUnavailableFilter.class)
class StoreUnavailableFilterConfiguration {

    static final String REGISTRATION = "memshareStoreUnavailableFilterRegistration";

    @Bean(REGISTRATION)
    @ConditionalOnMissingBean(name = REGISTRATION)
    FilterRegistrationBean<StoreUnavailableFilter> memshareStoreUnavailableFilterRegistration(
            SessionProperties properties, StoreUnavailableFilter filter) {
        FilterRegistrationBean<StoreUnavailableFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        registration.setOrder(before(properties.getServlet().getFilterOrder()));
        return registration;
    }

    /**
     * Returns the preceding order. Nothing precedes the lowest order; of two filters with that order, the earlier
     * declared comes first.
     */
    private static int before(int order) {
        return order == Integer.MIN_VALUE ? order : order - 1;
    }
}
