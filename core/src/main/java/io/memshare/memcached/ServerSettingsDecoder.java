package io.memshare.memcached;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Decodes the reply to {@code stats settings}. Used for a single reply. */
final class ServerSettingsDecoder implements WireCommand.Decoder<ServerSettings> {

    /** The default item limit of memcached. */
    static final int DEFAULT_ITEM_LIMIT = 1024 * 1024;

    private static final int LONGEST_LINE = 16 * 1024;
    private static final int MOST_LINES = 10_000;
    private static final String ITEM_LIMIT = "STAT item_size_max ";
    private static final String PASSWORD_FILE = "STAT auth_enabled_ascii ";

    private final int mostBytes;
    private int itemLimit;
    private boolean asksForPassword;
    private boolean comparesAndSets = true;
    private int lines;

    /**
     * Creates a decoder.
     *
     * @param mostBytes the maximum item limit to accept, because memory for a value is allocated as soon as its length
     *     is known
     */
    ServerSettingsDecoder(int mostBytes) {
        this.mostBytes = mostBytes;
        this.itemLimit = Math.min(mostBytes, DEFAULT_ITEM_LIMIT);
    }

    @Override
    public @Nullable ServerSettings decode(ByteBuffer buffer) throws ProtocolException {
        for (String line = Lines.next(buffer, LONGEST_LINE); line != null; line = Lines.next(buffer, LONGEST_LINE)) {
            lines++;
            if (lines > MOST_LINES) {
                throw new ProtocolException("the server reported more than " + MOST_LINES + " settings");
            }
            if (line.startsWith(ITEM_LIMIT)) {
                itemLimit = (int) Math.min(mostBytes, MetaFlags.number(line, ITEM_LIMIT.length(), line.length()));
            } else if (line.startsWith(PASSWORD_FILE)) {
                asksForPassword = !line.equals(PASSWORD_FILE + "no");
            } else if (line.equals("STAT cas_enabled no")) {
                comparesAndSets = false;
            } else if (!line.startsWith("STAT ")) {
                return new ServerSettings(itemLimit, asksForPassword, comparesAndSets);
            }
        }
        return null;
    }
}
