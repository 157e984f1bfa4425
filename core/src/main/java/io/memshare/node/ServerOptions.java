package io.memshare.node;

/**
 * The options of a server that matter to its use as a node. Immutable.
 *
 * @param itemLimit the maximum size of a stored item in bytes
 * @param evicts whether a full server drops the items that were not used for the longest time, rather than refusing new
 *     ones
 * @param crawler whether the server lists its keys
 */
public record ServerOptions(long itemLimit, boolean evicts, Crawler crawler) {

    /** The options that memcached has by default. */
    public static final ServerOptions DEFAULT = new ServerOptions(1024 * 1024, true, Crawler.ON);

    /** The state of the crawler of a server. */
    public enum Crawler {
        /** The server lists its keys. */
        ON,
        /** The crawler is switched off. */
        DISABLED,
        /** The server was started so that it does not list its keys. */
        FORBIDDEN,
        /** The server does not know the command. */
        MISSING
    }
}
