package io.memshare.acceptance.kinds;

import io.memshare.acceptance.model.Article;
import io.memshare.acceptance.shop.Beans;
import io.memshare.autoconfigure.MemshareAutoConfiguration;
import io.memshare.autoconfigure.MemshareSessionAutoConfiguration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.mock.web.MockServletContext;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

/** A session repository of one server, with its defaults. */
final class Store implements AutoCloseable {

    private static final String ATTRIBUTE = "value";

    private final SessionRepository<Session> repository;
    private final Runnable closing;

    private Store(SessionRepository<?> repository, Runnable closing) {
        this.repository = uncheckedCast(repository);
        this.closing = closing;
    }

    @SuppressWarnings("unchecked")
    private static SessionRepository<Session> uncheckedCast(SessionRepository<?> repository) {
        return (SessionRepository<Session>) repository;
    }

    /** Spring Session's own store, as {@code JdbcHttpSessionConfiguration} makes it by default. */
    static Store control(String url) {
        DataSource dataSource = dataSource(url);
        JdbcIndexedSessionRepository repository = new JdbcIndexedSessionRepository(
                new JdbcTemplate(dataSource), new TransactionTemplate(new DataSourceTransactionManager(dataSource)));
        return new Store(repository, () -> {});
    }

    static void createTables(String url) {
        new ResourceDatabasePopulator(new ClassPathResource("org/springframework/session/jdbc/schema-h2.sql"))
                .execute(dataSource(url));
    }

    private static DataSource dataSource(String url) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(url);
        return dataSource;
    }

    /** An application with memshare that configures nothing but the nodes and the form of the attributes. */
    static Store memshare(String form, List<String> nodes) {
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.setServletContext(new MockServletContext());
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "memshare.nodes",
                                String.join(",", nodes),
                                "memshare.namespace",
                                "kinds-" + form,
                                "memshare.serialization",
                                form)));
        context.addBeanFactoryPostProcessor(factory -> AutoConfigurationPackages.register(
                (org.springframework.beans.factory.support.BeanDefinitionRegistry) factory,
                Beans.class.getPackageName()));
        context.register(Application.class);
        context.refresh();
        return new Store(context.getBean(SessionRepository.class), context::close);
    }

    /** Keeps the value in a new session and returns its id. */
    String keep(Object value) {
        Session session = repository.createSession();
        session.setAttribute(ATTRIBUTE, value);
        repository.save(session);
        return session.getId();
    }

    /** Returns the value that the session has; null if it or the session is gone. */
    Object read(String sessionId) {
        Session session = repository.findById(sessionId);
        return session == null ? null : session.getAttribute(ATTRIBUTE);
    }

    @Override
    public void close() {
        closing.run();
    }

    @Configuration(proxyBeanMethods = false)
    @ComponentScan(basePackageClasses = Article.class)
    @ImportAutoConfiguration({
        MemshareAutoConfiguration.class,
        MemshareSessionAutoConfiguration.class,
        SessionAutoConfiguration.class
    })
    static class Application {}
}
