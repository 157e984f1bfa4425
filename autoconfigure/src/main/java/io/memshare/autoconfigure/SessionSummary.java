package io.memshare.autoconfigure;

import io.memshare.Memshare;
import io.memshare.MemshareSettings;
import io.memshare.StoreReport;
import io.memshare.node.NodeAddress;
import io.memshare.replication.Consistency;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.form.FormSerializer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Logs a line at startup that summarizes how sessions are stored.
 *
 * @param memshare the nodes and the number of copies
 * @param properties the save mode, and the packages and types that are allowed in addition to the application's own
 * @param serializer the form of attributes, or null if the application's beans do not define it
 * @param applicationPackages the packages of the application
 */
record SessionSummary(
        Memshare memshare,
        MemshareProperties properties,
        @Nullable AttributeSerializer serializer,
        Collection<String> applicationPackages)
        implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(SessionSummary.class);

    @Override
    public void afterSingletonsInstantiated() {
        LOG.info("{}", text());
    }

    String text() {
        List<String> allowed = new ArrayList<>(applicationPackages);
        allowed.addAll(properties.session().allowedPackages());
        allowed.addAll(properties.session().allowedTypes());
        StoreReport report = memshare.report();
        List<NodeAddress> nodes = report.list().nodes();
        MemshareSettings settings = memshare.settings();
        String copies = report.redundancy() == nodes.size()
                ? "on each node"
                : "on " + report.redundancy() + " of " + nodes.size() + " nodes";
        return "Sessions are kept in memcached, a copy " + copies + " (" + join(nodes) + ")" + majority(settings)
                + ", namespace " + settings.namespace() + "; attributes as " + form() + ", save mode "
                + properties
                        .session()
                        .saveMode()
                        .name()
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-')
                + ", types allowed beside those of the JDK: " + (allowed.isEmpty() ? "none" : join(allowed));
    }

    private static String majority(MemshareSettings settings) {
        int needed = settings.consistency().needed(settings.redundancy());
        return settings.consistency() == Consistency.QUORUM ? ", " + needed + " of which are needed" : "";
    }

    private String form() {
        if (serializer instanceof FormSerializer) {
            return switch (properties.serialization()) {
                case AUTO, JSON -> "JSON, or in the Java form where only that is exact";
                case JDK -> "Java serialization";
            };
        }
        return serializer == null ? "the default" : serializer.getClass().getName();
    }

    private static String join(List<?> parts) {
        return String.join(", ", parts.stream().map(String::valueOf).toList());
    }
}
