package io.memshare.memcached;

import io.memshare.node.NodeAddress;
import io.memshare.node.ServerOptions;
import io.memshare.node.ServerStats;
import io.memshare.node.StatsReader;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Reads the general statistics of memcached and its options, by the command {@code stats}. */
final class StatsCommand implements StatsReader {

    private static final String STATISTICS = "stats";
    private static final String SETTINGS = "stats settings";
    private static final String STAT = "STAT ";
    /** Several times the number of lines that memcached sends. */
    private static final int MOST_LINES = 1000;

    private final Transport transport;

    /**
     * Creates a reader.
     *
     * @param transport connects to the servers
     */
    StatsCommand(Transport transport) {
        this.transport = transport;
    }

    @Override
    public ServerStats stats(NodeAddress address, Duration timeout) throws IOException {
        Deadline end = transport.deadline(timeout);
        try (Dialog dialog = transport.open(address, end)) {
            LongSupplier nanoTime = end.nanoTime();
            long startNanos = nanoTime.getAsLong();
            String line = dialog.ask(STATISTICS + "\r\n", end);
            Duration roundTrip = Duration.ofNanos(nanoTime.getAsLong() - startNanos);
            Map<String, String> values = values(dialog, line, end);
            Map<String, String> settings = values(dialog, dialog.ask(SETTINGS + "\r\n", end), end);
            return stats(values, roundTrip, ReportedOptions.of(settings, dialog, end));
        } catch (ProtocolException ex) {
            throw new IOException(ex.getMessage(), ex);
        }
    }

    /** Reads the lines up to the end mark, or up to an error of a server that does not know the command. */
    private static Map<String, String> values(Dialog dialog, String first, Deadline end)
            throws IOException, ProtocolException {
        Map<String, String> values = new HashMap<>();
        String line = first;
        for (int lines = 0; line.startsWith(STAT); lines++) {
            if (lines >= MOST_LINES) {
                throw new IOException("the statistics have more than " + MOST_LINES + " lines");
            }
            int name = MetaFlags.endOfWord(line, STAT.length());
            values.put(line.substring(STAT.length(), name), line.substring(name).strip());
            line = dialog.line(end);
        }
        return values;
    }

    /** Extracts the relevant values. */
    static ServerStats stats(Map<String, String> values, Duration roundTrip, ServerOptions options)
            throws IOException, ProtocolException {
        return new ServerStats(
                Lines.printable(values.getOrDefault("version", "")),
                number(values, "curr_items"),
                number(values, "bytes"),
                number(values, "limit_maxbytes"),
                number(values, "evictions"),
                roundTrip,
                options);
    }

    private static long number(Map<String, String> values, String name) throws IOException, ProtocolException {
        String value = values.get(name);
        if (value == null) {
            throw new IOException("the statistics lack " + name);
        }
        return MetaFlags.number(value, 0, value.length());
    }
}
