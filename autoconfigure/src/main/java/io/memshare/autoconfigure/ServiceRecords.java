package io.memshare.autoconfigure;

import io.memshare.node.NodeAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/**
 * Finds the nodes behind service records (SRV, RFC 2782) by the DNS client of the JDK. Every record counts: memshare
 * uses all nodes, so priorities and weights mean nothing to it. Thread-safe.
 *
 * @param provider the name servers, as the URL of a JNDI provider; {@code dns:} for those of the system
 */
record ServiceRecords(String provider) {

    private static final String TIMEOUT_MILLIS = "1000";
    private static final String RETRIES = "2";

    /**
     * Returns the targets of the records of a name.
     *
     * @throws IOException if there are none, or no name server answers
     */
    List<NodeAddress> nodes(String name) throws IOException {
        List<NodeAddress> nodes = new ArrayList<>();
        try {
            for (String text : records(name)) {
                // priority, weight, port and target
                String[] parts = text.split(" ", 4);
                String target = parts[3].endsWith(".") ? parts[3].substring(0, parts[3].length() - 1) : parts[3];
                if (!target.isEmpty()) {
                    nodes.add(new NodeAddress(target, Integer.parseInt(parts[2])));
                }
            }
        } catch (NameNotFoundException ex) {
            throw new IOException(absent(name), ex);
        } catch (NamingException ex) {
            throw new IOException("the name service does not answer for " + name + ": " + ex.getMessage(), ex);
        }
        if (nodes.isEmpty()) {
            throw new IOException(absent(name));
        }
        return nodes;
    }

    private static String absent(String name) {
        return "the name " + name + " has no service records (SRV)";
    }

    // The DNS provider answers with texts and reads no objects; a name of NodeSource.Service cannot name another
    // provider.
    @SuppressWarnings("BanJNDI")
    private List<String> records(String name) throws NamingException {
        Properties environment = new Properties();
        environment.setProperty(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.setProperty(Context.PROVIDER_URL, provider);
        environment.setProperty("com.sun.jndi.dns.timeout.initial", TIMEOUT_MILLIS);
        environment.setProperty("com.sun.jndi.dns.timeout.retries", RETRIES);
        List<String> texts = new ArrayList<>();
        DirContext context = new InitialDirContext(environment);
        try {
            Attribute found = context.getAttributes(name, new String[] {"SRV"}).get("SRV");
            NamingEnumeration<?> values = found == null ? null : found.getAll();
            while (values != null && values.hasMore()) {
                texts.add(String.valueOf(values.next()));
            }
        } finally {
            context.close();
        }
        return texts;
    }
}
