package io.memshare.memcached;

import io.memshare.node.ServerOptions;
import io.memshare.node.ServerOptions.Crawler;
import java.io.IOException;
import java.util.Map;

/** Derives the options of a server from its answer to {@code stats settings}. */
final class ReportedOptions {

    /** Asks the crawler for a class of items that no server has: it is refused where there is a crawler. */
    private static final String PROBE = "lru_crawler metadump 250\r\n";

    private ReportedOptions() {}

    /**
     * Derives the options.
     *
     * @param settings the reported settings; empty if the server does not report any
     * @param dialog asks the server where the settings do not tell
     */
    static ServerOptions of(Map<String, String> settings, Dialog dialog, Deadline end)
            throws IOException, ProtocolException {
        String limit = settings.get("item_size_max");
        return new ServerOptions(
                limit == null ? ServerOptions.DEFAULT.itemLimit() : MetaFlags.number(limit, 0, limit.length()),
                !"off".equals(settings.get("evictions")),
                crawler(settings, dialog, end));
    }

    private static Crawler crawler(Map<String, String> settings, Dialog dialog, Deadline end)
            throws IOException, ProtocolException {
        String crawler = settings.get("lru_crawler");
        if (crawler == null) {
            return dialog.ask(PROBE, end).startsWith("BADCLASS") ? Crawler.ON : Crawler.MISSING;
        }
        if (crawler.equals("no")) {
            return Crawler.DISABLED;
        }
        return "no".equals(settings.get("dump_enabled")) ? Crawler.FORBIDDEN : Crawler.ON;
    }
}
